const kept = 'limen.letters'

/** Whether a lone letter acts (WCAG 2.2, 2.1.4). Off for who speaks to the machine or whose hand may fall on a key; Enter and Esc always act. */
export const lettersAct = (): boolean => localStorage.getItem(kept) !== 'off'

/** Turns them on or off at once; remembered on this machine. */
export function letLettersAct(act: boolean): void {
  localStorage.setItem(kept, act ? 'on' : 'off')
  document.documentElement.dataset['letters'] = act ? 'on' : 'off'
}
