import { Box, styled } from '@shopmesh/ui';
import { CircleAlert, Star } from '@shopmesh/ui/icons';
import { type ChangeEventHandler, useId, useState } from 'react';

const WORDS = ['Poor', 'Not good', 'All right', 'Good', 'Very good'];

const Choices = styled('div')(({ theme }) => ({
  display: 'inline-flex',
  marginLeft: -6,
  color: theme.vars.palette.star,
  '& label': { display: 'grid', placeItems: 'center', width: 44, height: 44, borderRadius: 12, cursor: 'pointer' },
  '& label:has(:focus-visible)': { outline: `2px solid ${theme.vars.palette.primary.main}` },
  // Over the whole star: what is pressed is what has the focus.
  '& input': { gridArea: '1 / 1', width: 44, height: 44, margin: 0, opacity: 0, cursor: 'pointer' },
  '& svg': { gridArea: '1 / 1', pointerEvents: 'none' },
}));

interface StarInputProps {
  /** "1" to "5"; empty before a choice. */
  value: string;
  error: string | undefined;
  onChange: ChangeEventHandler<HTMLInputElement>;
}

/** Five radio buttons that look like stars: arrows walk them, and each says what it means. */
export function StarInput({ value, error, onChange }: StarInputProps) {
  const [near, setNear] = useState('');
  const noteId = useId();
  const lit = Number(near || value);
  return (
    <Box
      component="fieldset"
      name="rating"
      tabIndex={-1}
      aria-describedby={noteId}
      sx={{ border: 0, margin: 0, padding: 0 }}
    >
      <Box component="legend" sx={{ padding: 0, fontWeight: 650, fontSize: '0.9375rem' }}>
        Your rating
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
        <Choices onPointerLeave={() => setNear('')}>
          {WORDS.map((words, index) => {
            const stars = String(index + 1);
            return (
              <label key={stars} onPointerEnter={() => setNear(stars)}>
                <input
                  type="radio"
                  name="stars"
                  value={stars}
                  checked={value === stars}
                  aria-label={`${stars} ${index ? 'stars' : 'star'}: ${words}`}
                  onChange={onChange}
                />
                <Star size={28} fill={index < lit ? 'currentColor' : 'none'} aria-hidden />
              </label>
            );
          })}
        </Choices>
        <Box component="span" aria-hidden sx={{ fontWeight: 650, fontSize: '0.9375rem', color: 'text.secondary' }}>
          {WORDS[lit - 1]}
        </Box>
      </Box>
      <Box
        id={noteId}
        sx={{ display: 'flex', gap: 0.75, alignItems: 'center', color: 'error.main', fontSize: '0.875rem' }}
      >
        {error && <CircleAlert size={16} aria-hidden />}
        {error}
      </Box>
    </Box>
  );
}
