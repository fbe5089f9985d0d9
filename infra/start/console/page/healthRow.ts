import type { Health } from '../Health.ts';
import { element } from './element.ts';

/** Milliseconds between reads of the health, which is counted by the minute. */
const LOOK = 5_000;

/** The first row of the dashboard: whether notifications are getting through. */
export function healthRow(): HTMLElement {
  const row = element('section', { class: 'health', 'aria-label': 'Are notifications getting through?' });
  const look = async (): Promise<void> => {
    try {
      if (!document.hidden) {
        const health = (await (await fetch('/_local/console/health')).json()) as Health;
        row.replaceChildren(...tilesOf(health));
      }
    } catch {
      // The look at the outbox reports that nothing answers.
    }
    setTimeout(() => void look(), LOOK);
  };
  void look();
  return row;
}

function tilesOf({ success, latency, waiting, held, refused, alarms }: Health): readonly HTMLElement[] {
  const shares = Object.entries(success).map(([platform, share]) => `${platform} ${share.toFixed(0)} %`);
  return [
    tile(
      'Pushes that succeed',
      shares.join(', ') || '–',
      Object.values(success).every((share) => share >= 90),
    ),
    tile('Until SNS has them', latency === null ? '–' : `${(latency / 1_000).toFixed(1)} s`, (latency ?? 0) < 300_000),
    tile('The oldest work', `${waiting} s`, waiting < 900),
    tile('Held', held.join(', ') || 'none', held.length === 0),
    tile('Credentials refused', `${refused}`, refused === 0),
    tile('Alarms', `${alarms.length}`, alarms.length === 0, alarms.join('\n')),
  ];
}

function tile(title: string, value: string, good: boolean, details = ''): HTMLElement {
  return element(
    'div',
    { class: good ? 'tile' : 'tile wrong', title: details },
    element('span', { class: 'quiet' }, title),
    element('strong', {}, value),
  );
}
