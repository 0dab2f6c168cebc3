import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'

interface Props<T extends string> {
  label: string
  value: T
  of: readonly T[]
  name: (value: T) => string
  onChange: (value: T) => void
  compact?: boolean
}

/** One of a few. */
export function Choice<T extends string>({ label, value, of, name, onChange, compact }: Props<T>) {
  return (
    <Select className={`choice ${compact ? 'compact' : ''}`} value={value} onChange={key => onChange(key as T)} {...(compact ? { 'aria-label': label } : {})}>
      {!compact && <Label>{label}</Label>}
      <Button className="choice-button">
        <SelectValue />
        <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover">
        <ListBox>
          {of.map(one => <ListBoxItem key={one} id={one} textValue={name(one)}>{name(one)}</ListBoxItem>)}
        </ListBox>
      </Popover>
    </Select>
  )
}
