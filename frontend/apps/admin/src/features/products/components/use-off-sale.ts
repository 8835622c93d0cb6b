import { type Product, sentenceOf } from '@shopmesh/sdk';
import { toast } from '@shopmesh/ui';
import { useDelete, useRestore } from '../api/products';

type Named = Pick<Product, 'id' | 'name'>;

const refused = (error: unknown): false => {
  toast({ message: sentenceOf(error), tone: 'error' });
  return false;
};

/** Off sale and back again; what somebody did by mistake is taken back in the toast, instead of asking before. */
export function useOffSale() {
  const [remove, restore] = [useDelete(), useRestore()];

  const bringBack = ({ id, name }: Named) =>
    restore(id).then(() => toast({ message: `${name} is on sale again` }), refused);

  /** Whether it is off sale now. */
  const takeOff = (product: Named): Promise<boolean> =>
    remove(product.id).then(() => {
      toast({
        message: `${product.name} is off sale`,
        action: { label: 'Undo', run: () => void bringBack(product) },
      });
      return true;
    }, refused);

  return { takeOff, bringBack };
}
