import { problemOf } from '@shopmesh/sdk';
import { ConfirmDialog, type ConfirmDialogProps } from '@shopmesh/ui/work';

/** The dialog, with refusals in the words of the API. */
export const Confirm = (props: Omit<ConfirmDialogProps, 'describe'>) => (
  <ConfirmDialog {...props} describe={problemOf} />
);
