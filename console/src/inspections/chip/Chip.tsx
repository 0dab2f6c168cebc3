import { useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { ChipReport } from '../../api/types'
import { Key } from '../../parts/Key'
import { Mark, resultShape, type Shape } from '../../parts/Mark'
import { linesOf, wordFor, type ChipWord } from './report'
import { useFace } from './useFace'
import './chip.css'

interface Props { chip: ChipReport | null; reading: boolean }

const shapes: Record<ChipWord, Shape> = {
  reading: 'dots', none: 'dash', genuine: 'tick', altered: 'cross', copied: 'cross', differs: 'cross', doubtful: 'question', silent: 'question',
}
const looks: Record<ChipWord, string> = {
  reading: 'none', none: 'none', genuine: 'good', altered: 'bad', copied: 'bad', differs: 'bad', doubtful: 'doubt', silent: 'doubt',
}

/** The face from the chip, beside the document's data; only while the inspection is under way, for it is never kept. */
export function ChipFace({ chip }: { chip: ChipReport | null }) {
  const { t } = useTranslation()
  const face = useFace(chip?.photo ?? null)
  if (!chip?.photo) return null
  const proven = chip.passiveAuthentication.dataGroups['2'] === 'successful' && chip.passiveAuthentication.result === 'successful'
  return (
    <figure className={`chip-face ${proven ? '' : 'unproven'}`}>
      {face ? <img src={face} alt={t('chip.face')} /> : <div className="no-face">{face === null && t('chip.faceUnshown', { mime: chip.photo.mime })}</div>}
      {!proven && <figcaption><Mark shape="question" look="doubt" /> {t('chip.faceUnproven')}</figcaption>}
    </figure>
  )
}

/** One line about the chip, and the whole report on request. */
export function ChipLine({ chip, reading }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const word = wordFor(chip, reading)
  return (
    <p className="chip-line" data-chip={word}>
      <span role="status"><Mark shape={shapes[word]} look={looks[word]} /> {t(`chip.word.${word}`)}</span>
      {chip && word !== 'silent' && <Key look="quiet" onPress={() => setOpen(true)}>{t('chip.report')}</Key>}
      {chip && open && <Report chip={chip} onClose={() => setOpen(false)} />}
    </p>
  )
}

function Report({ chip, onClose }: { chip: ChipReport; onClose: () => void }) {
  const { t } = useTranslation()
  const { signer, csca, remarks } = chip.passiveAuthentication
  const wordsFor = (code: string) => t(`chip.reason.${code.replaceAll('.', '_')}`, { defaultValue: code })
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={isOpen => { if (!isOpen) onClose() }} className="overlay">
      <Modal className="modal">
        <Dialog className="chip-report">
          <Heading slot="title">{t('chip.title')}</Heading>
          <dl className="facts">
            <div className="span"><dt>{t('chip.signer')}</dt><dd>{signer ?? t('word.unknown')}</dd></div>
            <div className="span"><dt>{t('chip.csca')}</dt><dd>{csca ?? t('chip.noCsca')}</dd></div>
          </dl>
          <ul>
            {linesOf(chip).map(line => (
              <li key={line.name + (line.of ?? '')} className={line.result}>
                <Mark shape={resultShape[line.result]} look={line.result} />
                <span>{t(`chip.check.${line.name}`, { of: line.of, protocol: chip.access.protocol })}: {t(`result.${line.result}`)}
                  {line.reason && <span className="quiet"> {wordsFor(line.reason)}</span>}</span>
              </li>
            ))}
          </ul>
          {remarks && remarks.length > 0 && <p className="quiet">{t('chip.remarks')}: {remarks.map(wordsFor).join('; ')}</p>}
          <p className="quiet">{t('chip.took', { n: Math.round(chip.millis) })}</p>
          <div className="row"><Key look="main" shortcut="Esc" onPress={onClose}>{t('word.close')}</Key></div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
