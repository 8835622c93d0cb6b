import { useSession } from '@shopmesh/sdk';
import { TextLink } from '@shopmesh/ui';
import { shortId } from './words';

/** Payments name people by number; who may read accounts gets from there to the person. */
export function PersonLink({ id }: { id: string }) {
  const { hasRole, user } = useSession();
  if (user?.id === id) return <>You</>;
  return hasRole('admin', 'staff') ? (
    <TextLink href={`/admin/users/${id}`}>{shortId(id)}</TextLink>
  ) : (
    <span>{shortId(id)}</span>
  );
}
