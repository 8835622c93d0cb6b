import type { PaymentReport } from '@shopmesh/sdk';
import { formatPrice, Surface } from '@shopmesh/ui';
import { Bars, Choice } from '@shopmesh/ui/work';
import { useState } from 'react';
import { amountOf, barsOf, currenciesOf, lanesOf } from '../model/chart';
import { GROUPINGS, labelOf, type Names } from '../model/labels';
import { Lanes } from './lanes';

const LEGEND = ['kept', 'given back'];

function ByDay({ report, currency }: { report: PaymentReport; currency: string }) {
  const { bars, days } = barsOf(report, report.rows, currency);
  return (
    <Bars
      title={`Paid in ${currency}`}
      legend={LEGEND}
      bars={bars}
      each={days === 1 ? 'day' : `bar of ${days} days`}
      format={(value) => formatPrice(amountOf(value, currency), currency)}
      tabled
    />
  );
}

/** One currency at a time: sums of several would mean nothing. The table below holds the same figures, and all of them. */
export function ReportChart({ report, names }: { report: PaymentReport; names: Names }) {
  const currencies = currenciesOf(report);
  const [chosen, choose] = useState('');
  const currency = currencies.includes(chosen) ? chosen : currencies[0];
  // By currency there is one bar of each: nothing to compare.
  if (!currency || report.group_by === 'currency') return null;
  const options = Object.fromEntries(currencies.map((one) => [one, one]));
  return (
    <Surface>
      {currencies.length > 1 && (
        <div style={{ marginBottom: 16 }}>
          <Choice label="Drawn in" value={currency} options={options} onChange={choose} />
        </div>
      )}
      {report.group_by === 'day' ? (
        <ByDay report={report} currency={currency} />
      ) : (
        <Lanes
          title={`Paid in ${currency} by ${GROUPINGS[report.group_by].toLowerCase()}`}
          lanes={lanesOf(report.rows, currency, (row) => labelOf(report.group_by, row, names))}
          currency={currency}
        />
      )}
    </Surface>
  );
}
