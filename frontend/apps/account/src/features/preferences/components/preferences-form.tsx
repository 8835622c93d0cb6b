import { sentenceOf } from '@shopmesh/sdk';
import { Box, type ColorChoice, SelectField, toast, useColorMode } from '@shopmesh/ui';
import { Choice } from '../../../shared/choice';
import { Section } from '../../../shared/section';
import { type Preferences, usePutPreferences } from '../api/preferences';
import { LANGUAGES } from '../model/languages';

const THEMES: readonly { value: ColorChoice; label: string; hint: string }[] = [
  { value: 'system', label: 'As the device', hint: 'Light by day and dark by night, if that is how it is set.' },
  { value: 'light', label: 'Light', hint: 'Always.' },
  { value: 'dark', label: 'Dark', hint: 'Always.' },
];
const FIELDSET = { border: 0, margin: 0, padding: 0, minWidth: 0 } as const;

export function PreferencesForm({ preferences }: { preferences: Preferences }) {
  const { choice, choose } = useColorMode();
  const { mutate } = usePutPreferences();
  const save = (change: Partial<Preferences>) =>
    mutate(
      { ...preferences, ...change },
      {
        onSuccess: () => toast({ message: 'Saved' }),
        onError: (error) => toast({ message: `Not saved. ${sentenceOf(error)}`, tone: 'error' }),
      },
    );
  const { notifications } = preferences;
  const notify = (change: Partial<Preferences['notifications']>) =>
    save({ notifications: { ...notifications, ...change } });
  return (
    <>
      <Section title="Colours" lead="Here at once, and in every browser you sign in with.">
        <Box component="fieldset" aria-label="Colours" sx={FIELDSET}>
          {THEMES.map(({ value, label, hint }) => (
            <Choice
              key={value}
              type="radio"
              name="theme"
              label={label}
              hint={hint}
              checked={choice === value}
              onChange={() => {
                choose(value);
                save({ theme: value });
              }}
            />
          ))}
        </Box>
      </Section>
      <Section title="Language">
        <Box sx={{ maxWidth: 320 }}>
          <SelectField
            label="Your language"
            hint="The shop speaks English today. We keep your choice for the day it speaks more."
            value={preferences.language}
            onChange={(event) => save({ language: event.target.value as Preferences['language'] })}
          >
            {LANGUAGES.map(({ tag, name }) => (
              <option key={tag} value={tag} lang={tag}>
                {name}
              </option>
            ))}
          </SelectField>
        </Box>
      </Section>
      <Section title="Letters" lead="What we may write to you about.">
        <Box component="fieldset" aria-label="Letters" sx={FIELDSET}>
          <Choice
            label="Your orders"
            hint="Confirmed, on its way, delivered."
            checked={notifications.orders}
            onChange={(event) => notify({ orders: event.target.checked })}
          />
          <Choice
            label="The safety of your account"
            hint="A new device, a changed password. These we always send."
            checked={notifications.security}
            disabled
            readOnly
          />
          <Choice
            label="News from the shop"
            hint="Seldom, and never your address to anybody else."
            checked={notifications.news}
            onChange={(event) => notify({ news: event.target.checked })}
          />
        </Box>
      </Section>
    </>
  );
}
