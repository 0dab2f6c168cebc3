import { memo, useState } from 'react'
import { Input, Label, TextArea, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { TypedDocument, TypedHolder } from '../api/types'
import { Key } from '../parts/Key'
import { FieldsDialog } from './FieldsDialog'
import { isWhole } from './wedge'

export interface Typed { mrz: string; plate: string; plateState: string; vin: string }
export interface Fields { document: TypedDocument; holder: TypedHolder }

interface Props {
  typed: Typed
  onChange: (typed: Typed) => void
  onCheck: () => void
  onFields: (fields: Fields) => void
}

/** The plate, and the zone typed by hand when the reader fails. */
export const EntryPanel = memo(function EntryPanel({ typed, onChange, onCheck, onFields }: Props) {
  const { t } = useTranslation()
  const [byFields, setByFields] = useState(false)
  const set = (part: Partial<Typed>) => onChange({ ...typed, ...part })
  const checkOnEnter = (event: React.KeyboardEvent) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    onCheck()
  }
  // Enter after the first typed line begins the second one.
  const enterInZone = (event: React.KeyboardEvent) => {
    if (event.key === 'Enter' && (isWhole(typed.mrz) || event.ctrlKey || typed.mrz === '')) checkOnEnter(event)
    if (event.key === 'Escape') (event.target as HTMLElement).blur()
  }
  return (
    <div className="typing">
      <div className="plate-row">
        <TextField value={typed.plate} onChange={plate => set({ plate: plate.toUpperCase() })} className="entry" onKeyDown={checkOnEnter}>
          <Label>{t('field.plate')} <kbd>P</kbd></Label>
          <Input id="plate" className="mono" maxLength={16} spellCheck="false" autoComplete="off" />
        </TextField>
        <TextField value={typed.plateState} onChange={plateState => set({ plateState: plateState.toUpperCase() })} className="entry state" onKeyDown={checkOnEnter}>
          <Label>{t('field.plateState')}</Label>
          <Input className="mono" maxLength={3} spellCheck="false" autoComplete="off" />
        </TextField>
        <TextField value={typed.vin} onChange={vin => set({ vin: vin.toUpperCase() })} className="entry vin" onKeyDown={checkOnEnter}>
          <Label>{t('field.vin')}</Label>
          <Input className="mono" maxLength={20} spellCheck="false" autoComplete="off" />
        </TextField>
      </div>
      <div className="zone">
        <div className="row zone-keys">
          <Label id="zone-label" htmlFor="mrz">{t('inspect.typeZone')} <kbd>M</kbd></Label>
          <Key onPress={onCheck} isDisabled={typed.mrz === '' && typed.plate === '' && typed.vin === ''} shortcut="↵">{t('inspect.check')}</Key>
          <Key look="quiet" onPress={() => setByFields(true)}>{t('inspect.byFields')}</Key>
        </div>
        <TextField value={typed.mrz} onChange={mrz => set({ mrz: mrz.toUpperCase().replace(/ /g, '<') })} className="entry" onKeyDown={enterInZone} aria-labelledby="zone-label">
          <TextArea id="mrz" className="mono" rows={3} wrap="off" spellCheck="false" autoComplete="off" />
        </TextField>
      </div>
      {byFields && <FieldsDialog onCancel={() => setByFields(false)} onCheck={fields => { setByFields(false); onFields(fields) }} />}
    </div>
  )
})
