import { Box, styled } from '@shopmesh/ui';
import type { ChangeEvent } from 'react';
import { TEST_CARDS } from './cards';

const Choice = styled('label')(({ theme }) => ({
  display: 'grid',
  gridTemplateColumns: '24px 1fr',
  columnGap: 12,
  alignItems: 'start',
  padding: '14px 16px',
  borderRadius: 14,
  border: `1px solid ${theme.vars.palette.divider}`,
  cursor: 'pointer',
  transition: 'border-color 150ms, background-color 150ms',
  '&:hover': { borderColor: theme.vars.palette.text.secondary },
  '&:has(input:checked)': {
    borderColor: theme.vars.palette.primary.main,
    backgroundColor: theme.vars.palette.accentSoft,
  },
  '&:has(input:focus-visible)': { outline: `2px solid ${theme.vars.palette.primary.main}`, outlineOffset: 2 },
  '& input': {
    width: 20,
    height: 20,
    margin: '2px 0 0',
    accentColor: theme.vars.palette.primary.main,
    outline: 'none',
  },
  '& strong': { fontWeight: 650 },
  '& small': { display: 'block', fontSize: '0.875rem', color: theme.vars.palette.text.secondary },
}));

interface CardChoiceProps {
  name: string;
  value: string;
  onChange: (event: ChangeEvent<HTMLInputElement>) => void;
}

export const CardChoice = ({ name, value, onChange }: CardChoiceProps) => (
  <Box role="radiogroup" aria-label="Payment" sx={{ display: 'grid', gap: 1 }}>
    {TEST_CARDS.map((card) => (
      <Choice key={card.token}>
        <input
          type="radio"
          name={name}
          value={card.token}
          checked={value === card.token}
          onChange={onChange}
          aria-label={card.name}
          aria-describedby={`about-${card.token}`}
        />
        <span>
          <strong>{card.name}</strong>
          <small id={`about-${card.token}`}>{card.note}</small>
        </span>
      </Choice>
    ))}
  </Box>
);
