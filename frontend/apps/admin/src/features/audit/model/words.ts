/** "user.role_changed" as a person would say it. */
export const actionWords = (action: string): string => {
  const [noun = '', verb = ''] = action.split('.');
  const words = `${noun} ${verb}`.replaceAll('_', ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const valueWords = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
