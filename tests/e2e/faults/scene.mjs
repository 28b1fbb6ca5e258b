// What most rows begin with: head office, an enrolled tablet, and customers who come through to the thank-you.
import { Office, Tablet } from '../stage.mjs';
import { WORDS } from '../walk.mjs';

export const en = WORDS.en;

/** A head office with the five questions of `short.json`, closed at the end of the test. */
export async function office_of(t) {
  const office = await Office.short();
  t.after(() => office.close());
  return office;
}

/** A tablet that is closed at the end of the test, whatever became of it. */
export async function tablet_of(t, options) {
  const tablet = await Tablet.open(options);
  t.after(() => tablet.close());
  return tablet;
}

/** Both, and the tablet enrolled. */
export async function scene(t, options) {
  const office = await office_of(t);
  const tablet = await tablet_of(t, options);
  await tablet.enrol(office, 'en');
  return { office, tablet };
}

/** A customer who answers the short questionnaire up to its last question, the comment. */
export async function answers(tablet, comment) {
  await tablet.enter(en);
  await tablet.answer('appointment', 'No');
  await tablet.answer('cleanliness', 'Fair');
  await tablet.answer('overall', 'Satisfied');
  await tablet.page.locator('[data-question="comment"]').waitFor();
  if (comment) await tablet.page.getByRole('textbox').fill(comment);
}

/** A customer who comes through to the thank-you; the receipt code. */
export async function survey(tablet, comment) {
  await answers(tablet, comment);
  await tablet.press(en.send);
  const receipt = await tablet.receipt();
  await tablet.press(en.finish);
  await tablet.screen('attract');
  return receipt;
}

/** So many customers, one after the other. */
export async function surveys(tablet, count) {
  const receipts = [];
  for (let i = 0; i < count; i += 1) receipts.push(await survey(tablet));
  return receipts;
}

/** Waits until the tablet has kept room back; to look at what lies there would keep it from coming free. */
export async function has_room(tablet) {
  await tablet.page.waitForFunction(async () => (await (await caches.open('handover-room')).keys()).length);
}
