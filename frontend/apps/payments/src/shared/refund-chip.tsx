import { StatusChip, type Tone } from '@shopmesh/ui';

const WORDS: Readonly<Record<string, { word: string; tone: Tone }>> = {
  succeeded: { word: 'Given back', tone: 'success' },
  failed: { word: 'Refused', tone: 'error' },
};
const ON_ITS_WAY = { word: 'On its way', tone: 'warning' } as const;

export function RefundChip({ status }: { status: string }) {
  const { word, tone } = WORDS[status] ?? ON_ITS_WAY;
  return <StatusChip tone={tone}>{word}</StatusChip>;
}
