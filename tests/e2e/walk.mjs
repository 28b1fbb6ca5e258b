// A customer who walks through whatever is asked: questions rotate, so nobody knows beforehand which come.

/** The words of the ways in, by language. */
export const WORDS = {
  'zh-CN': {
    start: '开始', complain: '我要投诉', agree: '同意，开始', leave: '离开', stay: '继续答题', back: '上一题', skip: '跳过',
    finish: '完成', send: '提交', next: '下一题', pass: '不想透露', here: '我还在', delete: '删除我的答案',
    record: '提交投诉', none: '不留联系方式，直接提交', on: '继续答题',
  },
  'zh-TW': {
    start: '開始', complain: '我要申訴', agree: '同意，開始', leave: '離開', stay: '繼續作答', back: '上一題', skip: '略過',
    finish: '完成', send: '送出', next: '下一題', pass: '不想透露', here: '我還在', delete: '刪除我的答案',
    record: '送出申訴', none: '不留聯絡方式，直接送出', on: '繼續作答',
  },
  en: {
    start: 'Start', complain: 'Make a complaint', agree: 'I agree, begin', leave: 'Leave', stay: 'Stay', back: 'Back', skip: 'Skip',
    finish: 'Done', send: 'Send my answers', next: 'Next', pass: 'Rather not say', here: 'I am still here',
    delete: 'Delete what I said', record: 'Record the complaint', none: 'Record it without contact details',
    on: 'Back to the questions',
  },
};

/** How a finger, a mouse or a keyboard presses something. */
export const HANDS = {
  /** Two taps at one place within 300 ms are one gesture, and nobody reads faster. */
  async touch(element) {
    await element.page().waitForTimeout(350);
    return element.tap();
  },
  mouse: (element) => element.click(),
  /** Tab until it has the focus, in either direction of a group the arrows, then Enter. */
  async keyboard(element) {
    const page = element.page();
    const focused = () => element.evaluate((node) => node === document.activeElement);
    for (let presses = 0; presses < 60; presses += 1) {
      if (await focused()) return page.keyboard.press('Enter');
      const sibling = await element.evaluate(
        (node) => node !== document.activeElement && node.getAttribute('role') === 'radio'
          && node.parentElement === document.activeElement?.parentElement,
      );
      await page.keyboard.press(sibling ? 'ArrowRight' : 'Tab');
    }
    throw new Error(`the keyboard does not reach ${await element.innerText()}`);
  },
};

export const state = (page) => page.locator('main').getAttribute('data-screen');

/** What is asked now: the question's id and kind, by what can be done about it. */
export async function asked(page) {
  const id = await page.locator('[data-question]').getAttribute('data-question');
  const kinds = [['radio', 'one'], ['checkbox', 'several'], ['textbox', 'words']];
  for (const [role, kind] of kinds) {
    if (await page.getByRole(role).count()) return { id, kind };
  }
  throw new Error(`nothing can be answered at ${id}`);
}

/**
 * Answers what is on the screen and waits for what follows. `choose(question, kind, count)` says which option
 * (a number), which words (a text), or `null` to pass it over where that is possible.
 */
export async function answer(page, choose = () => 0, press = HANDS.mouse) {
  const before = await page.locator('[data-question]').elementHandle();
  const { id, kind } = await asked(page);
  const options = page.getByRole(kind === 'one' ? 'radio' : 'checkbox');
  const choice = choose(id, kind, kind === 'words' ? 0 : await options.count());
  if (kind === 'words') {
    if (typeof choice === 'string') await page.getByRole('textbox').fill(choice);
    await press(page.locator('.button-main'));
  } else if (kind === 'one') {
    await press(options.nth(choice ?? 0));
  } else {
    if (choice !== null) await press(options.nth(choice));
    const main = page.locator('.button-main');
    if (await main.isEnabled()) await press(main);
    else await press(page.locator('.bar-below .button-quiet').nth(1));
  }
  await before.waitForElementState('hidden');
  return id;
}

/** Answers until no question is left; the ids in the order in which they came. */
export async function walk(page, choose, press) {
  const ids = [];
  while (['asking', 'complaint'].includes(await state(page))) {
    ids.push(await answer(page, choose, press));
    if (ids.length > 40) throw new Error(`there is no end to it: ${ids.join(' ')}`);
  }
  return ids;
}
