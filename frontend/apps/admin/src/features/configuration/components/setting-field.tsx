import { Box, styled, TextField } from '@shopmesh/ui';
import type { Setting, Value } from '../api/configuration';

const Check = styled('label')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 10,
  minHeight: 44,
  fontWeight: 650,
  cursor: 'pointer',
  '& input': { width: 20, height: 20, accentColor: 'var(--mui-palette-primary-main)' },
});

const Hint = styled('div')(({ theme }) => ({ fontSize: '0.875rem', color: theme.vars.palette.text.secondary }));

export const titleOf = (name: string): string => {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

interface SettingFieldProps {
  setting: Setting;
  value: Value;
  onChange: (value: Value) => void;
  error: string | undefined;
  disabled: boolean;
}

const Boolean_ = ({ setting, value, onChange, disabled }: SettingFieldProps) => (
  <div>
    <Check>
      <input
        type="checkbox"
        checked={value === true}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      {titleOf(setting.name)}
    </Check>
    <Hint>{setting.help}</Hint>
  </div>
);

const Whole = ({ setting, value, onChange, error, disabled }: SettingFieldProps) => (
  <TextField
    label={titleOf(setting.name)}
    type="number"
    name={setting.name}
    min={setting.min ?? undefined}
    max={setting.max ?? undefined}
    hint={`${setting.help} From ${setting.min} to ${setting.max}; ${String(setting.default)} unless set.`}
    error={error}
    disabled={disabled}
    value={String(value)}
    onChange={(event) => onChange(event.target.valueAsNumber)}
  />
);

function List({ setting, value, onChange, error, disabled }: SettingFieldProps) {
  const chosen = value as readonly string[];
  const toggle = (word: string) =>
    onChange(chosen.includes(word) ? chosen.filter((other) => other !== word) : [...chosen, word]);
  return (
    <Box component="fieldset" sx={{ border: 0, padding: 0, margin: 0 }} disabled={disabled}>
      <Box component="legend" sx={{ fontWeight: 650, padding: 0 }}>
        {titleOf(setting.name)}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 3 }}>
        {(setting.choices ?? []).map((word) => (
          <Check key={word}>
            <input type="checkbox" checked={chosen.includes(word)} onChange={() => toggle(word)} />
            {word}
          </Check>
        ))}
      </Box>
      <Hint>{error ?? setting.help}</Hint>
    </Box>
  );
}

const KINDS = { boolean: Boolean_, integer: Whole, list: List } as const;

export function SettingField(props: SettingFieldProps) {
  const Kind = KINDS[props.setting.type as keyof typeof KINDS];
  return <Kind {...props} />;
}
