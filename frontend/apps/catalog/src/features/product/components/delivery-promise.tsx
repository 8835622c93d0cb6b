import { Box } from '@shopmesh/ui';
import { PackageCheck, ShieldCheck, Truck } from '@shopmesh/ui/icons';

// Each of these is something the shop really does.
const PROMISES = [
  { icon: Truck, words: 'Free delivery, on its way as soon as it is packed' },
  { icon: PackageCheck, words: 'Set aside for you the moment you pay' },
  { icon: ShieldCheck, words: 'Charged only when everything is in stock' },
];

export const DeliveryPromise = () => (
  <Box
    component="ul"
    aria-label="Delivery and payment"
    sx={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 1.5, color: 'text.secondary' }}
  >
    {PROMISES.map(({ icon: Icon, words }) => (
      <Box component="li" key={words} sx={{ display: 'flex', gap: 1.5, alignItems: 'center', fontSize: '0.9375rem' }}>
        <Icon size={20} aria-hidden style={{ flexShrink: 0 }} />
        {words}
      </Box>
    ))}
  </Box>
);
