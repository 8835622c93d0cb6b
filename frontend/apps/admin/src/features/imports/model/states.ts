import type { IconProps, Tone } from '@shopmesh/ui';
import { Ban, CircleAlert, CircleCheck, Clock, RefreshCw } from '@shopmesh/ui/icons';
import type { ComponentType } from 'react';

export type State = 'queued' | 'checking' | 'checked' | 'invalid' | 'writing' | 'done' | 'failed' | 'cancelled';

export interface RowError {
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly detail: string;
}

export interface Import {
  readonly id: string;
  readonly name: string;
  readonly state: State;
  readonly dry_run: boolean;
  /** Null while nobody has counted them. */
  readonly rows: number | null;
  readonly rows_checked: number;
  readonly rows_written: number;
  /** Of a dry run these three are foreseen. */
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly error_count: number;
  /** The first hundred; the file has all of them. */
  readonly errors: readonly RowError[];
  readonly created_at: string;
  readonly started_at: string | null;
  readonly finished_at: string | null;
  readonly rows_per_second: number | null;
}

const RUNNING: readonly State[] = ['queued', 'checking', 'writing'];
export const isRunning = (state: State): boolean => RUNNING.includes(state);
export const mayApply = ({ state, dry_run }: Pick<Import, 'state' | 'dry_run'>): boolean =>
  state === 'checked' && dry_run;
export const mayCancel = ({ state }: Pick<Import, 'state'>): boolean => isRunning(state) || state === 'checked';

interface Look {
  readonly word: string;
  readonly tone: Tone;
  readonly icon: ComponentType<IconProps>;
}

export const STATES: Record<State, Look> = {
  queued: { word: 'Waiting', tone: 'warning', icon: Clock },
  checking: { word: 'Checking', tone: 'info', icon: RefreshCw },
  checked: { word: 'Checked', tone: 'info', icon: CircleCheck },
  invalid: { word: 'Has mistakes', tone: 'error', icon: CircleAlert },
  writing: { word: 'Writing', tone: 'info', icon: RefreshCw },
  done: { word: 'Done', tone: 'success', icon: CircleCheck },
  failed: { word: 'Failed', tone: 'error', icon: CircleAlert },
  cancelled: { word: 'Cancelled', tone: 'neutral', icon: Ban },
};

const count = (value: number, noun: string) => `${value.toLocaleString('en-IE')} ${noun}${value === 1 ? '' : 's'}`;

const outcome = ({ created, updated, unchanged }: Import) =>
  `${count(created, 'product')} new, ${updated.toLocaleString('en-IE')} changed, ${unchanged.toLocaleString('en-IE')} as they were`;

/** What came of it, or what comes next, in one sentence. */
export function told(one: Import): string {
  switch (one.state) {
    case 'queued':
      return 'It waits for its turn.';
    case 'checking':
      return 'Every row is checked before anything is written.';
    case 'checked':
      return `Every row is right: ${outcome(one)}. Nothing is written yet.`;
    case 'invalid':
      return `${count(one.error_count, 'mistake')}, so nothing was written. Mend the file and send it again.`;
    case 'writing':
      return 'The rows are right, and are being written. You can close this page.';
    case 'done':
      // A row may have become impossible between the check and the writing.
      return one.error_count > 0
        ? `${outcome(one)}. ${count(one.error_count, 'mistake')}: those rows were left out.`
        : `${outcome(one)}.`;
    case 'failed':
      return 'It broke off because of a fault of ours. Send the file again: what was written already is recognised.';
    case 'cancelled':
      return one.rows_written > 0
        ? `Stopped after ${count(one.rows_written, 'row')}; those are written.`
        : 'Stopped before anything was written.';
  }
}

/** How far the step under way is, of 1; null while nobody knows. */
export function partOf({ state, rows, rows_checked, rows_written }: Import): number | null {
  if (!rows) return null;
  if (state === 'checking') return rows_checked / rows;
  return state === 'writing' ? rows_written / rows : null;
}
