import { FieldError, Input, Label, Text, TextField, type TextFieldProps } from 'react-aria-components'

interface Props extends TextFieldProps {
  label: string
  hint?: string | undefined
  wrong?: string | undefined
  size?: number
  mono?: boolean
  placeholder?: string
}

/** A labelled text field with its hint and its error. */
export function Entry({ label, hint, wrong, size, mono, placeholder, className, ...rest }: Props) {
  return (
    <TextField {...rest} isInvalid={wrong !== undefined} className={`entry ${typeof className === 'string' ? className : ''}`}>
      <Label>{label}</Label>
      <Input className={mono ? 'mono' : ''} spellCheck="false" autoCapitalize="off" {...(size ? { size } : {})} {...(placeholder ? { placeholder } : {})} />
      {hint && <Text slot="description">{hint}</Text>}
      <FieldError>{wrong}</FieldError>
    </TextField>
  )
}
