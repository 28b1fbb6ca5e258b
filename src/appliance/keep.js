// Keeps the page going, behind the first screen: says what the browser lacks, shows a calm screen when the program breaks
// down, and takes up newer versions.
import { attend } from './breakdowns.js';
import { lacks } from './needs.js';
import { made } from './page.js';
import { watch } from './versions.js';

// What only an installed page needs.
document.head.append(
  made('meta', { name: 'apple-mobile-web-app-title', content: 'Handover' }),
  made('meta', { name: 'mobile-web-app-capable', content: 'yes' }),
  made('link', { rel: 'manifest', href: 'manifest.webmanifest' }),
  made('link', { rel: 'apple-touch-icon', href: 'icons/192.png' }),
);

// A browser that lacks something would lose answers, or show them so that nobody could give any.
if (!lacks()) {
  attend();
  watch();
}
