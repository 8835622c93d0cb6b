import { styled } from '@mui/material/styles';
import type { ComponentType, ReactNode } from 'react';
import { Ban, CircleAlert, CircleCheck, Clock, type IconProps, Truck } from './icons';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'error';

const ICONS: Record<Tone, ComponentType<IconProps>> = {
  neutral: Ban,
  info: Truck,
  success: CircleCheck,
  warning: Clock,
  error: CircleAlert,
};

const Plate = styled('span', { shouldForwardProp: (prop) => prop !== 'tone' })<{ tone: Tone }>(({ theme, tone }) => {
  const colour = tone === 'neutral' ? theme.vars.palette.text.secondary : theme.vars.palette[tone].main;
  return {
    display: 'inline-flex',
    alignItems: 'center',
    gap: 6,
    padding: '4px 10px 4px 8px',
    borderRadius: 999,
    fontSize: '0.8125rem',
    fontWeight: 700,
    lineHeight: 1.4,
    whiteSpace: 'nowrap',
    color: colour,
    backgroundColor: `color-mix(in oklab, ${colour} 12%, ${theme.vars.palette.background.paper})`,
  };
});

interface StatusChipProps {
  tone: Tone;
  children: ReactNode;
  icon?: ComponentType<IconProps>;
}

/** An icon and a word: colour alone says nothing to many people. */
export function StatusChip({ tone, children, icon }: StatusChipProps) {
  const Icon = icon ?? ICONS[tone];
  return (
    <Plate tone={tone}>
      <Icon size={15} strokeWidth={2.25} aria-hidden />
      {children}
    </Plate>
  );
}
