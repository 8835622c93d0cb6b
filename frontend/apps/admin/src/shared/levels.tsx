import { StatusChip, type Tone } from '@shopmesh/ui';
import { CircleCheck, PackageOpen, TriangleAlert } from '@shopmesh/ui/icons';

export type Level = 'in_stock' | 'low' | 'out';

export const LEVEL_WORDS: Record<Level, string> = { in_stock: 'In stock', low: 'Low', out: 'Sold out' };
const TONES: Record<Level, Tone> = { in_stock: 'success', low: 'warning', out: 'error' };
const ICONS = { in_stock: CircleCheck, low: TriangleAlert, out: PackageOpen } as const;

export const LevelChip = ({ level }: { level: Level }) => (
  <StatusChip tone={TONES[level]} icon={ICONS[level]}>
    {LEVEL_WORDS[level]}
  </StatusChip>
);
