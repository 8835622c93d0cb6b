import { Anchor, Box, type IconProps, styled } from '@shopmesh/ui';
import type { ComponentType, PropsWithChildren } from 'react';

export interface Area {
  readonly href: string;
  readonly label: string;
  readonly icon: ComponentType<IconProps>;
  /** Who may see it: the same line of protos/roles.toml that the API asks. */
  readonly roles: readonly string[];
  /** Areas of one kind stand together, under this word, where there is room for it. */
  readonly group?: string;
}

/** The area a path belongs to: the longest that begins it. */
export const areaOf = (areas: readonly Area[], pathname: string): Area | undefined =>
  [...areas]
    .sort((a, b) => b.href.length - a.href.length)
    .find(({ href }) => pathname === href || pathname.startsWith(`${href}/`));

const Tab = styled(Anchor)(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  flexShrink: 0,
  minHeight: 44,
  padding: '0 14px',
  borderRadius: 12,
  fontWeight: 650,
  fontSize: '0.9375rem',
  textDecoration: 'none',
  color: theme.vars.palette.text.secondary,
  '&:hover': { backgroundColor: theme.vars.palette.ground },
  '&[aria-current="page"]': {
    color: theme.vars.palette.primary.main,
    backgroundColor: theme.vars.palette.accentSoft,
  },
}));

const COLUMNS = {
  display: 'grid',
  gap: { xs: 2, md: 4 },
  alignItems: 'start',
  gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: '208px minmax(0, 1fr)' },
} as const;

const STRIP = {
  display: 'flex',
  flexDirection: { xs: 'row', md: 'column' },
  gap: { xs: 0.5, md: 0.25 },
  overflowX: 'auto',
  position: { md: 'sticky' },
  top: { md: 96 },
  maxHeight: { md: 'calc(100dvh - 112px)' },
  scrollbarWidth: 'thin',
} as const;

const CAPTION = {
  display: { xs: 'none', md: 'block' },
  padding: '10px 14px 2px',
  fontSize: '0.75rem',
  fontWeight: 700,
  color: 'text.secondary',
} as const;

/** On a phone the strip is longer than the screen: the tab one is on is the one to see. */
const intoView = (tab: HTMLElement | null) => tab?.scrollIntoView({ inline: 'center', block: 'nearest' });

interface AreasProps {
  /** Of the navigation. */
  label: string;
  areas: readonly Area[];
  current: Area | undefined;
}

/** Areas of one remote beside each other: a column on a wide screen, a strip on a phone. */
export const Areas = ({ label, areas, current, children }: PropsWithChildren<AreasProps>) => (
  <Box sx={COLUMNS}>
    <Box component="nav" aria-label={label} sx={STRIP}>
      {areas.map(({ href, label: name, icon: Icon, group }, index) => (
        <span key={href} ref={href === current?.href ? intoView : undefined} style={{ flexShrink: 0 }}>
          {group && group !== areas[index - 1]?.group && (
            <Box component="span" sx={CAPTION}>
              {group}
            </Box>
          )}
          <Tab href={href} aria-current={href === current?.href ? 'page' : undefined}>
            <Icon size={18} aria-hidden />
            {name}
          </Tab>
        </span>
      ))}
    </Box>
    <Box sx={{ minWidth: 0 }}>{children}</Box>
  </Box>
);
