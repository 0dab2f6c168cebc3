import { useState } from 'react'
import { Checkbox, Dialog, FileTrigger, Form, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { upload } from '../api/client'
import type { TrustImported } from '../api/types'
import { Key } from '../parts/Key'
import { Mark } from '../parts/Mark'
import { Waiting } from '../parts/Screen'
import { Trouble } from '../parts/Trouble'
import { count } from '../parts/time'

interface Props { onClose: () => void; onImported: () => void }

/** Certificates and lists from files: each file is taken or told about by itself. */
export function TrustImport({ onClose, onImported }: Props) {
  const { t } = useTranslation()
  const [files, setFiles] = useState<File[]>([])
  const [unverified, setUnverified] = useState(false)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [told, setTold] = useState<TrustImported[] | null>(null)
  const [problem, setProblem] = useState<Error | null>(null)

  const run = async () => {
    setTried(true)
    if (files.length === 0) return
    setBusy(true)
    setProblem(null)
    const form = new FormData()
    for (const file of files) form.append('files', file, file.name)
    try {
      setTold(await upload<TrustImported[]>(`/api/trust/import?unverified=${unverified}`, form))
      onImported()
    } catch (error) {
      setProblem(error as Error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <ModalOverlay isOpen isDismissable={false} onOpenChange={open => { if (!open && !busy) onClose() }} className="overlay">
      <Modal className="modal wide">
        <Dialog>
          <Heading slot="title">{t('trust.importTitle')}</Heading>
          {told && told.map(file => <Told key={file.file} file={file} />)}
          <Form onSubmit={event => { event.preventDefault(); void run() }} validationBehavior="aria">
            <p className="quiet">{t('trust.hint')}</p>
            <div className="row">
              <FileTrigger allowsMultiple onSelect={chosen => { setFiles([...(chosen ?? [])]); setTold(null) }}>
                <Key>{t('lists.choose')}</Key>
              </FileTrigger>
              <p className={tried && files.length === 0 ? 'wrong' : 'quiet'}>{files.length === 0 ? t('lists.noFile') : files.map(file => file.name).join(', ')}</p>
            </div>
            {told?.some(file => file.refused > 0) && (
              <div className="radios">
                <Checkbox isSelected={unverified} onChange={setUnverified}><span className="box" aria-hidden="true" />{t('trust.unverified')}</Checkbox>
              </div>
            )}
            {problem && <Trouble problem={problem} />}
            {busy && <Waiting word={t('lists.running')} />}
            <div className="row">
              <Key type="submit" look="main" isDisabled={busy}>{t('lists.run')}</Key>
              <Key onPress={onClose} isDisabled={busy} shortcut="Esc">{t('word.close')}</Key>
            </div>
          </Form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Told({ file }: { file: TrustImported }) {
  const { t, i18n } = useTranslation()
  const number = (n: number) => count(i18n.language, n)
  const wrong = file.refused + file.unreadable > 0
  return (
    <div className="report" role="status">
      <p className={`strong ${wrong ? 'bad' : 'good'}`}>
        <Mark shape={wrong ? 'cross' : 'tick'} />{' '}
        {t('trust.taken', { file: file.file, certificates: number(file.certificates), added: number(file.added), revocations: number(file.revocations), deviations: number(file.deviations) })}
      </p>
      {file.refused > 0 && <p className="bad">{t('trust.refused', { n: number(file.refused) })}</p>}
      {file.unreadable > 0 && <p className="bad">{t('trust.unreadable', { n: number(file.unreadable) })}</p>}
      {file.notices.length > 0 && (
        <ul>{file.notices.map((notice, i) => <li key={i}>{t(`trust.notice.${notice.code.replace('trust.', '')}`, { defaultValue: notice.code })} <span className="quiet">{notice.detail}</span></li>)}</ul>
      )}
    </div>
  )
}
