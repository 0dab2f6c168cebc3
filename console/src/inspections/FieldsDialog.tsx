import { useState } from 'react'
import { Dialog, Form, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Choice } from '../parts/Choice'
import { Entry } from '../parts/Entry'
import { Key } from '../parts/Key'
import type { Fields } from './EntryPanel'

const codes = ['P', 'I', 'A', 'C', 'V'] as const
const sexes = ['X', 'F', 'M'] as const
const whole = /^\d{4}-\d{2}-\d{2}$/
const partial = /^\d{4}(-\d{2}(-\d{2})?)?$/
const state = /^[A-Z]{1,3}$/

const nothing = { code: 'P' as (typeof codes)[number], issuingState: '', number: '', surname: '', given: '', birth: '', sex: 'X' as (typeof sexes)[number], nationality: '', expiry: '' }

/** Manual entry, for a document whose zone cannot be read or that has none. */
export function FieldsDialog({ onCancel, onCheck }: { onCancel: () => void; onCheck: (fields: Fields) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(nothing)
  const [tried, setTried] = useState(false)
  const set = (part: Partial<typeof nothing>) => setTyped({ ...typed, ...part })
  const wrong = {
    number: typed.number + typed.surname === '' ? t('fields.numberOrName') : undefined,
    issuingState: typed.issuingState && !state.test(typed.issuingState) ? t('fields.state') : undefined,
    nationality: typed.nationality && !state.test(typed.nationality) ? t('fields.state') : undefined,
    birth: typed.birth && !partial.test(typed.birth) ? t('fields.birth') : undefined,
    expiry: typed.expiry && !whole.test(typed.expiry) ? t('fields.expiry') : undefined,
  }
  const shown = (name: keyof typeof wrong) => (tried ? wrong[name] : undefined)
  const check = (event: React.FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.values(wrong).some(Boolean)) return
    onCheck({
      document: { documentCode: typed.code, issuingState: typed.issuingState, documentNumber: typed.number.replace(/\s/g, ''), dateOfExpiry: typed.expiry || null },
      holder: { primaryIdentifier: typed.surname.trim(), secondaryIdentifier: typed.given.trim(), dateOfBirth: typed.birth || null, sex: typed.sex, nationality: typed.nationality },
    })
  }
  return (
    <ModalOverlay isOpen onOpenChange={open => { if (!open) onCancel() }} className="overlay">
      <Modal className="modal">
        <Dialog>
          <Form onSubmit={check} validationBehavior="aria">
            <Heading slot="title">{t('fields.title')}</Heading>
            <div className="grid">
              <Choice label={t('field.documentClass')} value={typed.code} of={codes} name={one => t(`documentCode.${one}`)} onChange={code => set({ code })} />
              <Entry label={t('field.issuingState')} mono value={typed.issuingState} onChange={issuingState => set({ issuingState: issuingState.toUpperCase() })} maxLength={3} wrong={shown('issuingState')} />
              <Entry label={t('field.documentNumber')} mono autoFocus value={typed.number} onChange={number => set({ number: number.toUpperCase() })} maxLength={22} wrong={shown('number')} />
              <Entry label={t('field.dateOfExpiry')} mono placeholder={t('fields.dateForm')} value={typed.expiry} onChange={expiry => set({ expiry })} maxLength={10} wrong={shown('expiry')} />
              <Entry label={t('field.surname')} value={typed.surname} onChange={surname => set({ surname })} maxLength={80} />
              <Entry label={t('field.givenNames')} value={typed.given} onChange={given => set({ given })} maxLength={80} />
              <Entry label={t('field.dateOfBirth')} mono placeholder={t('fields.dateForm')} value={typed.birth} onChange={birth => set({ birth })} maxLength={10} wrong={shown('birth')} />
              <Choice label={t('field.sex')} value={typed.sex} of={sexes} name={one => t(`sex.${one}`)} onChange={sex => set({ sex })} />
              <Entry label={t('field.nationality')} mono value={typed.nationality} onChange={nationality => set({ nationality: nationality.toUpperCase() })} maxLength={3} wrong={shown('nationality')} />
            </div>
            <div className="row">
              <Key type="submit" look="main" shortcut="Enter">{t('inspect.check')}</Key>
              <Key onPress={onCancel} shortcut="Esc">{t('word.cancel')}</Key>
            </div>
          </Form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
