// Only the order page draws one: no shared module, but part of the app that asks for it.
import { formatMoment, styled } from '@shopmesh/ui';

export interface TimelineStep {
  readonly title: string;
  readonly at?: string | undefined;
  readonly note?: string | undefined;
  readonly state: 'done' | 'current' | 'todo' | 'failed';
}

const List = styled('ol')({ listStyle: 'none', margin: 0, padding: 0 });
const Step = styled('li')(({ theme }) => ({
  position: 'relative',
  padding: '0 0 24px 36px',
  '&::before': {
    content: '""',
    position: 'absolute',
    left: 6,
    top: 5,
    width: 12,
    height: 12,
    borderRadius: '50%',
    border: `2px solid ${theme.vars.palette.text.secondary}`,
    backgroundColor: theme.vars.palette.background.paper,
  },
  '&:not(:last-of-type)::after': {
    content: '""',
    position: 'absolute',
    left: 13,
    top: 23,
    bottom: -3,
    width: 2,
    backgroundColor: theme.vars.palette.divider,
  },
  '&:last-of-type': { paddingBottom: 0 },
  '&[data-state="todo"]': { color: theme.vars.palette.text.secondary },
  '&[data-state="done"]::before': {
    borderColor: theme.vars.palette.primary.main,
    backgroundColor: theme.vars.palette.primary.main,
  },
  '&[data-state="done"]:not(:last-of-type)::after': { backgroundColor: theme.vars.palette.primary.main },
  '&[data-state="current"]::before': {
    borderColor: theme.vars.palette.primary.main,
    boxShadow: `0 0 0 4px ${theme.vars.palette.accentSoft}`,
  },
  '&[data-state="failed"]::before': {
    borderColor: theme.vars.palette.error.main,
    backgroundColor: theme.vars.palette.error.main,
  },
  '& strong': { display: 'block', fontWeight: 700, lineHeight: 1.35 },
  '& time, & p': { margin: 0, fontSize: '0.875rem', color: theme.vars.palette.text.secondary },
}));

export const Timeline = ({ steps, label }: { steps: readonly TimelineStep[]; label: string }) => (
  <List aria-label={label}>
    {steps.map((step) => (
      <Step
        key={`${step.title} ${step.at}`}
        data-state={step.state}
        aria-current={step.state === 'current' ? 'step' : undefined}
      >
        <strong>{step.title}</strong>
        {step.at && <time dateTime={step.at}>{formatMoment(step.at)}</time>}
        {step.note && <p>{step.note}</p>}
      </Step>
    ))}
  </List>
);
