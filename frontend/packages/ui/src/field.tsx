import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { CircleAlert } from './icons';

const Label = styled('label')({ display: 'block', fontWeight: 650, fontSize: '0.9375rem', marginBottom: 6 });

const Control = styled('input')(({ theme }) => ({
  width: '100%',
  minHeight: 48,
  padding: '10px 14px',
  font: 'inherit',
  color: 'inherit',
  backgroundColor: theme.vars.palette.background.paper,
  // 3:1 against the surface in both schemes, as WCAG 1.4.11 asks of a control's edge.
  border: `1px solid color-mix(in oklab, ${theme.vars.palette.text.secondary} 72%, ${theme.vars.palette.background.paper})`,
  borderRadius: 12,
  transition: 'border-color 150ms, box-shadow 150ms',
  '&::placeholder': { color: theme.vars.palette.text.secondary, opacity: 1 },
  '&:focus-visible': {
    outline: 'none',
    borderColor: theme.vars.palette.primary.main,
    boxShadow: `0 0 0 1px ${theme.vars.palette.primary.main}`,
  },
  '&[aria-invalid="true"]': { borderColor: theme.vars.palette.error.main },
  '&[aria-invalid="true"]:focus-visible': { boxShadow: `0 0 0 1px ${theme.vars.palette.error.main}` },
}));

interface FieldFrame {
  label: ReactNode;
  hint?: ReactNode;
  /** From the client's own check or from the server's pointer for this field. */
  error?: string | undefined;
  optional?: boolean;
}

interface Described {
  id: string;
  'aria-invalid'?: true;
  'aria-describedby'?: string;
}

/** Label above, hint and error below, tied together for screen readers. */
function Frame({
  label,
  hint,
  error,
  optional,
  children,
}: FieldFrame & { children: (control: Described) => ReactNode }) {
  const id = useId();
  const note = error ?? hint;
  const described = {
    ...(error ? { 'aria-invalid': true as const } : {}),
    ...(note ? { 'aria-describedby': `${id}-note` } : {}),
  };
  return (
    <div>
      <Label htmlFor={id}>
        {label}
        {optional && (
          <Box component="span" sx={{ color: 'text.secondary', fontWeight: 500 }}>
            {' '}
            (optional)
          </Box>
        )}
      </Label>
      {children({ id, ...described })}
      {note && (
        <Box
          id={`${id}-note`}
          sx={{
            display: 'flex',
            gap: 0.75,
            alignItems: 'start',
            marginTop: 0.75,
            fontSize: '0.875rem',
            color: error ? 'error.main' : 'text.secondary',
          }}
        >
          {error && <CircleAlert size={16} aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />}
          {note}
        </Box>
      )}
    </div>
  );
}

export type TextFieldProps = FieldFrame & Omit<ComponentProps<'input'>, 'id'>;
export const TextField = ({ label, hint, error, optional = false, ...input }: TextFieldProps) => (
  <Frame label={label} hint={hint} error={error} optional={optional}>
    {(control) => <Control {...input} {...control} />}
  </Frame>
);

const Area = Control.withComponent('textarea');
export type TextAreaProps = FieldFrame & Omit<ComponentProps<'textarea'>, 'id'>;
export const TextArea = ({ label, hint, error, optional = false, ...area }: TextAreaProps) => (
  <Frame label={label} hint={hint} error={error} optional={optional}>
    {(control) => <Area rows={3} {...area} {...control} />}
  </Frame>
);

const Choice = styled(Control.withComponent('select'))({ minHeight: 48, paddingRight: 36, cursor: 'pointer' });
export type SelectFieldProps = FieldFrame & Omit<ComponentProps<'select'>, 'id'>;
export const SelectField = ({ label, hint, error, optional = false, ...select }: SelectFieldProps) => (
  <Frame label={label} hint={hint} error={error} optional={optional}>
    {(control) => <Choice {...select} {...control} />}
  </Frame>
);
