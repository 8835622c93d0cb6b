import { problemOf } from '@shopmesh/sdk';
import { Box, formatMoment, StatusChip, Surface } from '@shopmesh/ui';
import { type Summary, useSummary } from '../api/events';
import { NAMES, SERVICES, type Service } from '../model/services';

const GRID = {
  display: 'grid',
  gap: 2,
  gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr', lg: 'repeat(4, 1fr)' },
} as const;
const LINE = { display: 'flex', justifyContent: 'space-between', gap: 2, fontVariantNumeric: 'tabular-nums' } as const;

const Line = ({ name, value }: { name: string; value: string | number }) => (
  <Box sx={LINE}>
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {name}
    </Box>
    <strong>{value}</strong>
  </Box>
);

const Lines = ({ summary: { outbox, parked, dead } }: { summary: Summary }) => (
  <>
    <Line name="To be sent" value={outbox.waiting} />
    <Line name="Oldest of them" value={outbox.oldest_at ? formatMoment(outbox.oldest_at) : '–'} />
    <Line name="Waiting in line" value={parked} />
    <Line name="Set aside" value={dead} />
  </>
);

function OfService({ service }: { service: Service }) {
  const { data, error } = useSummary(service);
  return (
    <Surface padding={2.5}>
      <Box sx={{ ...LINE, alignItems: 'center', marginBottom: 1 }}>
        <Box component="h2" sx={{ margin: 0, fontSize: '1rem', fontWeight: 700 }}>
          {SERVICES[service]}
        </Box>
        {data && (
          <StatusChip tone={data.broker ? 'success' : 'error'}>{data.broker ? 'connected' : 'no broker'}</StatusChip>
        )}
      </Box>
      {data ? <Lines summary={data} /> : <div>{error ? problemOf(error).title : 'Asking …'}</div>}
    </Surface>
  );
}

/** How much waits at each service, and whether it reaches the broker. */
export const Backlog = () => (
  <Box sx={GRID}>
    {NAMES.map((service) => (
      <OfService key={service} service={service} />
    ))}
  </Box>
);
