import { computed, signal } from '@preact/signals';
import { parseRoute } from './routes.ts';

const hash = signal(location.hash);
addEventListener('hashchange', () => (hash.value = location.hash));

/** Of the URL, whatever changed it. */
export const route = computed(() => parseRoute(hash.value));

/** Goes to a page, as a click on a link to it does. */
export function goTo(href: string): void {
  location.hash = href;
}
