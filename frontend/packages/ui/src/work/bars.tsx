import { Box, styled } from '@shopmesh/ui';

export interface Bar {
  readonly key: string;
  readonly label: string;
  /** Stacked from the bottom, in the order of the legend. */
  readonly values: readonly number[];
}

interface BarsProps {
  title: string;
  legend: readonly string[];
  bars: readonly Bar[];
  /** What one bar is: "day". */
  each: string;
  format?: (value: number) => string;
  /** The page shows the same numbers in a table of its own. */
  tabled?: boolean;
}

const COLOURS = ['var(--mui-palette-primary-main)', 'var(--mui-palette-warning-main)'];

const Chart = styled('div')({ display: 'flex', alignItems: 'end', gap: 2, height: 140 });
const Column = styled('div')({ flex: 1, display: 'flex', flexDirection: 'column-reverse', gap: 1, height: '100%' });

const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);
/** "2026-03-01" → "1 Mar" */
export const shortDay = (day: string) =>
  new Date(`${day}T00:00`).toLocaleDateString('en-IE', { day: 'numeric', month: 'short' });

/** The picture is hidden from screen readers, who get the numbers as a table instead. */
export function Bars({ title, legend, bars, each, format = String, tabled = false }: BarsProps) {
  const top = Math.max(0, ...bars.map(({ values }) => sum(values)));
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
        {bars.map(({ key, label, values }) => (
          <Column
            key={key}
            title={`${label}: ${values.map((value, at) => `${format(value)} ${legend[at]}`).join(', ')}`}
          >
            {values.map((value, index) => (
              <Box
                key={legend[index]}
                sx={{
                  height: `${(value / (top || 1)) * 100}%`,
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
        <span>{bars[0]?.label}</span>
        <span>
          at most {format(top)} a {each}
        </span>
        <span>{bars.length > 1 && bars.at(-1)?.label}</span>
      </Box>
      {!tabled && <Numbers title={title} legend={legend} bars={bars} each={each} format={format} />}
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

const Numbers = ({ title, legend, bars, each, format = String }: BarsProps) => (
  <Box component="table" sx={HIDDEN}>
    <caption>{title}</caption>
    <thead>
      <tr>
        <th scope="col">{each}</th>
        {legend.map((name) => (
          <th key={name} scope="col">
            {name}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {bars.map(({ key, label, values }) => (
        <tr key={key}>
          <th scope="row">{label}</th>
          {values.map((value, index) => (
            <td key={legend[index]}>{format(value)}</td>
          ))}
        </tr>
      ))}
    </tbody>
  </Box>
);
