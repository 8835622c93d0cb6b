import type { PaymentReport } from '@shopmesh/sdk';
import { Price } from '@shopmesh/ui';
import { type Column, DataTable } from '@shopmesh/ui/work';
import { GROUPINGS, labelOf, type Names } from '../model/labels';
import type { ReportRow } from '../model/shape';

const money = (name: string, part: 'captured' | 'refunded' | 'net'): Column<ReportRow> => ({
  name,
  numeric: true,
  cell: (row) => <Price amount={row[part]} currency={row.currency} />,
});

interface ReportTableProps {
  report: PaymentReport;
  names: Names;
  stale: boolean;
}

export function ReportTable({ report, names, stale }: ReportTableProps) {
  const columns: Column<ReportRow>[] = [
    { name: GROUPINGS[report.group_by], width: '30%', cell: (row) => labelOf(report.group_by, row, names) },
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
