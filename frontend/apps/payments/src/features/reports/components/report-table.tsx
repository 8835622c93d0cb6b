import { Price } from '@shopmesh/ui';
import { type Column, DataTable } from '@shopmesh/ui/work';
import type { Report, ReportRow } from '../../../shared/api/types';
import { GROUPINGS, labelOf } from '../model/labels';

const money = (name: string, part: 'captured' | 'refunded' | 'net'): Column<ReportRow> => ({
  name,
  numeric: true,
  cell: (row) => <Price amount={row[part]} currency={row.currency} />,
});

export function ReportTable({ report, stale }: { report: Report; stale: boolean }) {
  const columns: Column<ReportRow>[] = [
    { name: GROUPINGS[report.group_by], width: '30%', cell: (row) => labelOf(report.group_by, row) },
    { name: 'Currency', cell: ({ currency }) => currency },
    { name: 'Payments', numeric: true, cell: ({ count }) => count.toLocaleString() },
    money('Paid', 'captured'),
    money('Given back', 'refunded'),
    money('Kept', 'net'),
  ];
  return (
    <DataTable
      caption={`Payments by ${GROUPINGS[report.group_by].toLowerCase()}`}
      columns={columns}
      rows={report.rows}
      keyOf={({ key, currency }) => `${key} ${currency}`}
      stale={stale}
    />
  );
}
