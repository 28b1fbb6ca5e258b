// The kill switch: put in the place of `sw.js`, it takes the service worker off every tablet that looks for a newer version, and
// lets go of the copies of the kiosk's files. What customers said is not in those, and stays.
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => {
  const off = async () => {
    for (const name of await caches.keys()) if (name.startsWith('handover-set')) await caches.delete(name);
    await registration.unregister();
  };
  event.waitUntil(off());
});
