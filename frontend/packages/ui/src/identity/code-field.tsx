import { TextField, type TextFieldProps } from '@shopmesh/ui';
import { digitsOf } from './methods';

const LOOK = { fontSize: '1.375rem', fontWeight: 700, letterSpacing: '0.28em', fontVariantNumeric: 'tabular-nums' };

type CodeFieldProps = Omit<TextFieldProps, 'onChange'> & { onCode: (digits: string) => void };

/** Six digits. Spaces and dashes of a pasted code are dropped; phones offer the code of a message that just arrived. */
export const CodeField = ({ onCode, ...props }: CodeFieldProps) => (
  <TextField
    inputMode="numeric"
    autoComplete="one-time-code"
    autoCorrect="off"
    spellCheck={false}
    style={LOOK}
    {...props}
    onChange={(event) => onCode(digitsOf(event.target.value))}
  />
);
