import { type ChangeEvent, type FormEvent, useRef, useState } from 'react';

/** A refusal that points at fields, as problem+json's "errors" does: the last step names the field, as in "/shipping/city". */
export interface FieldProblem {
  readonly pointer: string;
  readonly detail: string;
}

type Errors<V> = Partial<Record<keyof V & string, string>>;

interface FormOptions<V> {
  initial: V;
  /** The server's rules, repeated here so that most mistakes are told at once. */
  validate?: (values: V) => Errors<V>;
  /** Throws on refusal; an error with "errors" puts them on the fields. */
  submit: (values: V) => Promise<unknown>;
}

export function fieldErrors<V>(error: unknown, names: readonly string[]): Errors<V> {
  const problems = (error as { errors?: readonly FieldProblem[] } | null)?.errors ?? [];
  const found = problems.map(({ pointer, detail }) => [pointer.split('/').pop() ?? '', detail] as const);
  return Object.fromEntries(found.filter(([name]) => names.includes(name))) as Errors<V>;
}

/** Values, field errors and one submission at a time. `failure` is the refusal that belongs to no single field. */
export function useForm<V extends { [K in keyof V]: string }>({ initial, validate, submit }: FormOptions<V>) {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Errors<V>>({});
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const change = (name: keyof V & string, value: string) => {
    setValues((current) => ({ ...current, [name]: value }));
    setErrors(({ [name]: _gone, ...others }) => others as Errors<V>);
  };

  const refuse = (found: Errors<V>) => {
    setErrors(found);
    const first = Object.keys(initial).find((name) => name in found);
    if (first) queueMicrotask(() => (form.current?.elements.namedItem(first) as HTMLElement | null)?.focus());
    return first !== undefined;
  };

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || refuse(validate?.(values) ?? {})) return;
    setBusy(true);
    setFailure(null);
    try {
      await submit(values);
    } catch (error) {
      if (!refuse(fieldErrors<V>(error, Object.keys(initial)))) setFailure(error);
    } finally {
      setBusy(false);
    }
  };

  const field = (name: keyof V & string) => ({
    name,
    value: values[name] as string,
    error: errors[name],
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) =>
      change(name, event.target.value),
  });

  return { values, setValues, field, failure, busy, formProps: { ref: form, onSubmit, noValidate: true } };
}
