import { styled } from '@shopmesh/ui';
import { Search } from '@shopmesh/ui/icons';
import { type FormEvent, useEffect, useState } from 'react';

export const Toolbar = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 10,
  marginBottom: 16,
});

const Pill = styled('label')(({ theme }) => ({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 8,
  minHeight: 44,
  padding: '0 14px',
  borderRadius: 999,
  backgroundColor: theme.vars.palette.background.paper,
  border: `1px solid color-mix(in oklab, ${theme.vars.palette.text.secondary} 45%, transparent)`,
  '&:focus-within': { borderColor: theme.vars.palette.primary.main },
  '& input, & select': {
    minHeight: 40,
    border: 0,
    font: 'inherit',
    fontSize: '0.9375rem',
    color: 'inherit',
    backgroundColor: 'transparent',
    outline: 'none',
  },
  '& option': { backgroundColor: theme.vars.palette.background.paper },
  '& > span': { fontSize: '0.875rem', fontWeight: 600, color: theme.vars.palette.text.secondary },
}));

interface SearchBoxProps {
  label: string;
  value: string;
  onSearch: (value: string) => void;
}

/** Asks on Enter and when the field is left: each letter would be a query over all users. */
export function SearchBox({ label, value, onSearch }: SearchBoxProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (typed.trim() !== value) onSearch(typed.trim());
  };
  return (
    <form onSubmit={submit} style={{ flex: '1 1 220px' }}>
      <Pill style={{ width: '100%' }}>
        <Search size={18} aria-hidden />
        <input
          type="search"
          aria-label={label}
          placeholder={label}
          value={typed}
          maxLength={100}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => submit()}
          style={{ width: '100%' }}
        />
      </Pill>
    </form>
  );
}

interface ChoiceProps {
  label: string;
  value: string;
  options: Readonly<Record<string, string>>;
  onChange: (value: string) => void;
}

export const Choice = ({ label, value, options, onChange }: ChoiceProps) => (
  <Pill>
    <span>{label}</span>
    <select value={value} onChange={(event) => onChange(event.target.value)}>
      {Object.entries(options).map(([key, words]) => (
        <option key={key} value={key}>
          {words}
        </option>
      ))}
    </select>
  </Pill>
);

interface DayProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

export const Day = ({ label, value, onChange }: DayProps) => (
  <Pill>
    <span>{label}</span>
    <input type="date" value={value} onChange={(event) => onChange(event.target.value)} />
  </Pill>
);
