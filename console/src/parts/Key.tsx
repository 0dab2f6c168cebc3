import { Button, type ButtonProps } from 'react-aria-components'

interface Props extends Omit<ButtonProps, 'children'> {
  /** The key that does the same, shown on the button. */
  shortcut?: string | undefined
  /** A second key; its place is kept while it does not work, so that nothing moves. */
  second?: { key: string; works: boolean }
  look?: 'main' | 'quiet' | 'danger' | undefined
  children: React.ReactNode
}

/** A button that shows its shortcut. */
export function Key({ shortcut, second, look, children, className, ...rest }: Props) {
  return (
    <Button {...rest} className={`key ${look ?? ''} ${typeof className === 'string' ? className : ''}`}>
      <span>{children}</span>
      {shortcut && <kbd className={shortcut.length === 1 && shortcut !== '↵' ? 'letter' : ''}>{shortcut}</kbd>}
      {second && <kbd className={second.works ? '' : 'off'} aria-hidden={!second.works}>{second.key}</kbd>}
    </Button>
  )
}
