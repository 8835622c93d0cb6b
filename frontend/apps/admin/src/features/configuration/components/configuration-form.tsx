import { ApiError, problemOf, useSession } from '@shopmesh/sdk';
import { Box, Button, ErrorPanel, fieldErrors, Surface, toast } from '@shopmesh/ui';
import { type FormEvent, useState } from 'react';
import { type Configuration, useSave, type Value } from '../api/configuration';
import { SettingField } from './setting-field';

interface ConfigurationFormProps {
  configuration: Configuration;
  onReload: () => void;
}

export function ConfigurationForm({ configuration, onReload }: ConfigurationFormProps) {
  const { hasRole } = useSession();
  const save = useSave(configuration.etag);
  const [values, setValues] = useState(configuration.values as unknown as Record<string, Value>);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const errors = fieldErrors<Record<string, string>>(failure, Object.keys(values));
  const stale = failure instanceof ApiError && failure.status === 412;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(null);
    try {
      await save(values);
      toast({ message: 'Saved: it holds everywhere within two seconds' });
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Surface padding={4}>
      <Box component="form" onSubmit={(event) => void submit(event)} noValidate sx={{ display: 'grid', gap: 3 }}>
        {failure !== null && Object.keys(errors).length === 0 && (
          <ErrorPanel
            problem={problemOf(failure)}
            action={stale && <Button onClick={onReload}>Show the current values</Button>}
          />
        )}
        {configuration.schema.map((setting) => (
          <SettingField
            key={setting.name}
            setting={setting}
            value={values[setting.name] as Value}
            onChange={(value) => setValues((current) => ({ ...current, [setting.name]: value }))}
            error={errors[setting.name]}
            disabled={!hasRole('admin')}
          />
        ))}
        {hasRole('admin') && (
          <Box>
            <Button type="submit" busy={busy}>
              Save
            </Button>
          </Box>
        )}
      </Box>
    </Surface>
  );
}
