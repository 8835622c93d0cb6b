import { Box, styled } from '@shopmesh/ui';
import { type ComponentProps, type ReactNode, useId } from 'react';

const Row = styled('label')({
  display: 'grid',
  gridTemplateColumns: '24px minmax(0, 1fr)',
  columnGap: 12,
  alignItems: 'start',
  minHeight: 44,
  paddingBlock: 10,
  cursor: 'pointer',
  '& input': {
    width: 20,
    height: 20,
    margin: '2px 0 0',
    accentColor: 'var(--mui-palette-primary-main)',
    cursor: 'inherit',
  },
  '&:has(input:disabled)': { cursor: 'default' },
});

type ChoiceProps = Omit<ComponentProps<'input'>, 'id'> & { label: ReactNode; hint?: ReactNode };

/** A checkbox or a radio button with its words; the whole row is the target. */
export function Choice({ label, hint, type = 'checkbox', ...input }: ChoiceProps) {
  const id = useId();
  return (
    <Row>
      <input {...input} type={type} aria-labelledby={`${id}-name`} aria-describedby={hint ? id : undefined} />
      <span>
        <Box id={`${id}-name`} component="span" sx={{ fontWeight: 650 }}>
          {label}
        </Box>
        {hint && (
          <Box id={id} component="span" sx={{ display: 'block', fontSize: '0.875rem', color: 'text.secondary' }}>
            {hint}
          </Box>
        )}
      </span>
    </Row>
  );
}
