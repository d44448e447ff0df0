import type { Reason } from '../api/registry.ts';
import type { Strings } from '../strings/strings.ts';
import type { Format } from '../ui/use-format.ts';
import { nameOfFlag } from './flag-chips.tsx';

/** Says in plain words why a candidate is not the one. */
export function sayReason({ code, flag = '', declared, wanted = 0, known, message }: Reason, strings: Strings['registry'], format: Format): string {
  const { reasons } = strings;
  const name = nameOfFlag(flag, strings);
  switch (code) {
    case 'flag':
      return declared === undefined ? reasons.flagUndeclared(name) : declared ? reasons.flagYes(name) : reasons.flagNo(name);
    case 'need':
      return `${reasons.need(name)}: ${declared === undefined ? reasons.flagUndeclared(name) : reasons.flagNo(name)}`;
    case 'context':
      return known === undefined ? reasons.contextUnknown(format.number(wanted)) : reasons.context(format.number(known), format.number(wanted));
    case 'price':
      return known === undefined ? reasons.priceUnknown(format.usd(wanted)) : reasons.price(format.usd(known), format.usd(wanted));
    case 'local':
      return declared === undefined ? reasons.localUnknown : declared ? reasons.notLocal : reasons.local;
    case 'order':
    case 'provider':
    case 'model':
    case 'working':
    case 'health':
      return reasons[code];
    default:
      code satisfies never;
      return message;
  }
}
