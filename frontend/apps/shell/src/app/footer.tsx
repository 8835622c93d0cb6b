import { Anchor, Box, styled, Typography } from '@shopmesh/ui';
import { Wordmark } from './wordmark';

const GROUPS = [
  {
    title: 'Shop',
    links: [
      { href: '/products', label: 'All products' },
      { href: '/products?ordering=newest', label: 'New in' },
      { href: '/cart', label: 'Cart' },
    ],
  },
  {
    title: 'Account',
    links: [
      { href: '/login', label: 'Sign in' },
      { href: '/orders', label: 'Orders' },
      { href: '/account/profile', label: 'Your account' },
    ],
  },
  {
    title: 'Under the hood',
    links: [
      { href: '/docs/', label: 'API guides' },
      { href: '/health', label: 'System health' },
      { href: '/docs/order', label: 'Order API' },
    ],
  },
];

const FooterLink = styled(Anchor)(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  minHeight: 36,
  color: theme.vars.palette.text.secondary,
  fontSize: '0.9375rem',
  textDecoration: 'none',
  '&:hover': { color: theme.vars.palette.text.primary, textDecoration: 'underline', textUnderlineOffset: '0.25em' },
}));

export const Footer = () => (
  <Box
    component="footer"
    sx={{
      borderTop: '1px solid',
      borderColor: 'divider',
      marginTop: { xs: 6, md: 10 },
      paddingInline: { xs: 2, sm: 3, lg: 4 },
    }}
  >
    <Box
      sx={{
        maxWidth: 1200,
        marginInline: 'auto',
        paddingBlock: { xs: 4, md: 6 },
        display: 'grid',
        gap: 4,
        gridTemplateColumns: { xs: '1fr 1fr', md: '2fr 1fr 1fr 1fr' },
      }}
    >
      <Box sx={{ gridColumn: { xs: '1 / -1', md: 'auto' } }}>
        <Wordmark />
        <Typography variant="body2" sx={{ color: 'text.secondary', marginTop: 1.5, maxWidth: '34ch' }}>
          Good things for desk, bag and home. A demonstration shop: nothing is charged and nothing is shipped.
        </Typography>
      </Box>
      {GROUPS.map(({ title, links }) => (
        <Box component="nav" key={title} aria-label={title}>
          <Typography variant="caption" component="p" sx={{ fontWeight: 700, marginBottom: 0.5 }}>
            {title}
          </Typography>
          <Box component="ul" sx={{ listStyle: 'none', margin: 0, padding: 0 }}>
            {links.map(({ href, label }) => (
              <li key={href}>
                <FooterLink href={href}>{label}</FooterLink>
              </li>
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  </Box>
);
