import { Box, styled } from '@shopmesh/ui';

export interface Day {
  readonly day: string;
  /** Stacked from the bottom, in the order of the legend. */
  readonly values: readonly number[];
}

interface BarsProps {
  title: string;
  legend: readonly string[];
  days: readonly Day[];
}

const COLOURS = ['var(--mui-palette-primary-main)', 'var(--mui-palette-warning-main)'];

const Chart = styled('div')({ display: 'flex', alignItems: 'end', gap: 2, height: 140 });
const Column = styled('div')({ flex: 1, display: 'flex', flexDirection: 'column-reverse', gap: 1, height: '100%' });

const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
const short = (day: string) =>
  new Date(`${day}T00:00`).toLocaleDateString(undefined, { day: 'numeric', month: 'short' });

/** Bars by day. The picture is hidden from screen readers, who get the numbers as a table instead. */
export function Bars({ title, legend, days }: BarsProps) {
  const top = Math.max(1, ...days.map(({ values }) => sum(values)));
  return (
    <Box component="figure" sx={{ margin: 0 }}>
      <Box component="figcaption" sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, marginBottom: 2, fontWeight: 700 }}>
        {title}
        {legend.length > 1 &&
          legend.map((name, index) => (
            <Box
              key={name}
              component="span"
              sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75, fontWeight: 500, fontSize: '0.875rem' }}
            >
              <Box component="span" sx={{ width: 10, height: 10, borderRadius: '3px', background: COLOURS[index] }} />
              {name}
            </Box>
          ))}
      </Box>
      <Chart aria-hidden>
        {days.map(({ day, values }) => (
          <Column key={day} title={`${short(day)}: ${values.map((value, at) => `${value} ${legend[at]}`).join(', ')}`}>
            {values.map((value, index) => (
              <Box
                key={legend[index]}
                sx={{
                  height: `${(value / top) * 100}%`,
                  minHeight: value > 0 ? '2px' : 0,
                  borderRadius: '3px',
                  background: COLOURS[index],
                }}
              />
            ))}
          </Column>
        ))}
      </Chart>
      <Box
        aria-hidden
        sx={{
          display: 'flex',
          justifyContent: 'space-between',
          color: 'text.secondary',
          fontSize: '0.8rem',
          marginTop: 1,
        }}
      >
        <span>{days[0] && short(days[0].day)}</span>
        <span>at most {top} a day</span>
        <span>{days.at(-1) && short(days.at(-1)?.day ?? '')}</span>
      </Box>
      <Numbers title={title} legend={legend} days={days} />
    </Box>
  );
}

const HIDDEN = {
  position: 'absolute',
  clipPath: 'inset(50%)',
  width: '1px',
  height: '1px',
  overflow: 'hidden',
} as const;

const Numbers = ({ title, legend, days }: BarsProps) => (
  <Box component="table" sx={HIDDEN}>
    <caption>{title}</caption>
    <thead>
      <tr>
        <th scope="col">Day</th>
        {legend.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {days.map(({ day, values }) => (
        <tr key={day}>
          <th scope="row">{short(day)}</th>
          {values.map((value, index) => (
            <td key={legend[index]}>{value}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </Box>
);
