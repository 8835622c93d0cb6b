import { Anchor, Box, IconButton, styled, useColorMode } from '@shopmesh/ui';
import { Moon, Sun } from '@shopmesh/ui/icons';
import { AccountMenu } from '../features/account/components/account-menu';
import { CartButton } from '../features/cart/components/cart-button';
import { CategoryChips } from '../features/categories/components/category-chips';
import { SearchBox } from '../features/search/components/search-box';
import { Wordmark } from './wordmark';

const Bar = styled('header')(({ theme }) => ({
  position: 'sticky',
  top: 0,
  zIndex: 10,
  backgroundColor: `color-mix(in oklab, ${theme.vars.palette.background.default} 88%, transparent)`,
  backdropFilter: 'saturate(1.6) blur(14px)',
  borderBottom: `1px solid ${theme.vars.palette.divider}`,
}));

// Search stands in the middle on wide screens and on a line of its own on phones.
const Row = styled('div')(({ theme }) => ({
  maxWidth: 1200,
  marginInline: 'auto',
  display: 'grid',
  alignItems: 'center',
  columnGap: 24,
  rowGap: 8,
  paddingBlock: 10,
  gridTemplateColumns: '1fr auto',
  gridTemplateAreas: '"brand actions" "search search"',
  [theme.breakpoints.up('md')]: {
    paddingBlock: 14,
    gridTemplateColumns: '1fr minmax(320px, 480px) 1fr',
    gridTemplateAreas: '"brand search actions"',
  },
}));

const Home = styled(Anchor)({
  gridArea: 'brand',
  justifySelf: 'start',
  display: 'flex',
  minHeight: 44,
  alignItems: 'center',
  color: 'inherit',
  textDecoration: 'none',
});

function ColorModeButton() {
  const { mode, toggle } = useColorMode();
  return (
    <IconButton label={mode === 'dark' ? 'Use light colours' : 'Use dark colours'} onClick={toggle}>
      {mode === 'dark' ? <Sun size={21} aria-hidden /> : <Moon size={21} aria-hidden />}
    </IconButton>
  );
}

export const Header = () => (
  <>
    <Bar>
      <Box sx={{ paddingInline: { xs: 2, sm: 3, lg: 4 } }}>
        <Row>
          <Home href="/" aria-label="Shopmesh, home">
            <Wordmark />
          </Home>
          <Box sx={{ gridArea: 'search' }}>
            <SearchBox />
          </Box>
          <Box sx={{ gridArea: 'actions', justifySelf: 'end', display: 'flex', alignItems: 'center', gap: 0.5 }}>
            <ColorModeButton />
            <AccountMenu />
            <CartButton />
          </Box>
        </Row>
      </Box>
    </Bar>
    <CategoryChips />
  </>
);
