import { useEffect, useRef, useState } from 'react'
import { Dialog, Heading, Label, Modal, ModalOverlay, Radio, RadioGroup, TextArea, TextField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Advice, DecisionKind } from '../api/types'
import { Key } from '../parts/Key'
import { Trouble } from '../parts/Trouble'

// For refusals: the grounds of Annex V, Part B of the Schengen Borders Code.
const refusals = ['noDocument', 'falseDocument', 'noVisa', 'falseVisa', 'purpose', 'overstay', 'means', 'listed', 'threat'] as const
const admissions = ['otherPerson', 'outdated', 'askedElsewhere', 'examined'] as const
const referrals = ['unlikeHolder', 'suspectDocument', 'answersDoNotFit', 'atRandom'] as const
const groundsFor = { refuse: refusals, admit: admissions, refer: referrals }

interface Props {
  decision: DecisionKind
  advice: Advice
  problem: Error | null
  onCancel: () => void
  onConfirm: (reason: string) => void
}

/** Why: one of the usual grounds by its digit, or own words, or both. */
export function ReasonDialog({ decision, advice, problem, onCancel, onConfirm }: Props) {
  const { t } = useTranslation()
  const [ground, setGround] = useState<string>('')
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  // Not on the first ground: a key held too long must not choose it.
  useEffect(() => heading.current?.focus(), [])
  const grounds = groundsFor[decision]
  const reason = [ground && t(`ground.${ground}`), words.trim()].filter(Boolean).join('. ')
  const confirm = () => { setTried(true); if (reason) onConfirm(reason) }
  const byDigit = (event: React.KeyboardEvent) => {
    if (event.target instanceof HTMLTextAreaElement) return
    const chosen = grounds[Number(event.key) - 1]
    if (chosen) setGround(chosen)
    else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) { event.preventDefault(); confirm() }
  }
  return (
    <ModalOverlay isOpen isDismissable={false} onOpenChange={open => { if (!open) onCancel() }} className="overlay">
      <Modal className="modal">
        <Dialog>
          <form onKeyDown={byDigit} onSubmit={event => { event.preventDefault(); confirm() }}>
            <Heading slot="title" ref={heading} tabIndex={-1}>{t(`reason.title.${decision}`)}</Heading>
            <p className="quiet">{t(decision === 'refuse' ? 'reason.lead.refuse' : 'reason.lead.against', { advice: t(`advice.${advice}`) })}</p>
            <RadioGroup value={ground} onChange={setGround} aria-label={t('reason.ground')} className="radios">
              {grounds.map((one, i) => <Radio key={one} value={one}><kbd>{i + 1}</kbd> {t(`ground.${one}`)}</Radio>)}
            </RadioGroup>
            <TextField value={words} onChange={setWords} className="entry">
              <Label>{t('reason.words')}</Label>
              <TextArea rows={2} maxLength={500} />
            </TextField>
            <p className="wrong" role="alert">{tried && !reason ? t('reason.needed') : ''}</p>
            {problem && <Trouble problem={problem} />}
            <div className="row">
              <Key type="submit" look={decision === 'refuse' ? 'danger' : 'main'} shortcut="Enter">{t(`decide.${decision}`)}</Key>
              <Key onPress={onCancel} shortcut="Esc">{t('word.cancel')}</Key>
            </div>
          </form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
