import { useState } from 'react'
import { Dialog, FileTrigger, Form, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Problem, upload } from '../api/client'
import type { ImportReport, ListKind, ListState } from '../api/types'
import { Choice } from '../parts/Choice'
import { Entry } from '../parts/Entry'
import { Key } from '../parts/Key'
import { Waiting } from '../parts/Screen'
import { Trouble } from '../parts/Trouble'
import { count } from '../parts/time'
import { Report } from './Report'

const kinds = ['documents', 'persons', 'vehicles'] as const
const formats = ['csv', 'un-xml', 'ofac-csv', 'ftm-json'] as const
type Format = (typeof formats)[number]

interface Props { list: ListState | null; onClose: () => void; onImported: () => void }

/** A new version from files: all of it or nothing; a list that would shrink is asked about once more. */
export function ImportDialog({ list, onClose, onImported }: Props) {
  const { t, i18n } = useTranslation()
  const [id, setId] = useState(list?.id ?? '')
  const [title, setTitle] = useState('')
  const [kind, setKind] = useState<ListKind>(list?.kind ?? 'documents')
  const [format, setFormat] = useState<Format>(formats.find(one => one === list?.format) ?? 'csv')
  const [files, setFiles] = useState<File[]>([])
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [report, setReport] = useState<ImportReport | null>(null)
  const [problem, setProblem] = useState<Error | null>(null)
  const wrongId = /^[a-z0-9][a-z0-9-]{0,63}$/.test(id) ? undefined : t('lists.wrongId')

  const run = async (acceptShrink: boolean) => {
    setTried(true)
    if (wrongId || files.length === 0) return
    setBusy(true)
    setProblem(null)
    const form = new FormData()
    for (const file of files) form.append('files', file, file.name)
    try {
      const told = await upload<ImportReport>(`/api/lists/${encodeURIComponent(id)}/import?kind=${kind}&format=${format}&acceptShrink=${acceptShrink}${title.trim() && `&title=${encodeURIComponent(title.trim())}`}`, form)
      setReport(told)
      if (!told.refused) onImported()
    } catch (error) {
      const told = error instanceof Problem ? (error.body as { report?: ImportReport }).report : undefined
      setReport(told ?? null)
      if (!told) setProblem(error as Error)
    } finally {
      setBusy(false)
    }
  }

  const size = files.reduce((sum, file) => sum + file.size, 0)
  return (
    <ModalOverlay isOpen isDismissable={false} onOpenChange={open => { if (!open && !busy) onClose() }} className="overlay">
      <Modal className="modal wide">
        <Dialog>
          <Heading slot="title">{list ? t('lists.importInto', { list: list.title }) : t('lists.import')}</Heading>
          {report && !report.refused ? <Report report={report} /> : (
            <Form onSubmit={event => { event.preventDefault(); void run(false) }} validationBehavior="aria">
              <div className="grid">
                <Entry label={t('lists.id')} mono value={id} onChange={setId} isDisabled={list !== null} autoFocus={list === null} wrong={tried ? wrongId : undefined} hint={t('lists.idHint')} />
                {!list && <Entry label={t('lists.title')} value={title} onChange={setTitle} maxLength={100} />}
                <Choice label={t('lists.kind')} value={kind} of={list ? [list.kind] : kinds} name={one => t(`kind.${one}`)} onChange={setKind} />
                <Choice label={t('lists.format')} value={format} of={formats} name={one => t(`format.${one}`)} onChange={setFormat} />
              </div>
              <div className="row">
                <FileTrigger allowsMultiple onSelect={chosen => setFiles([...(chosen ?? [])])}>
                  <Key>{t('lists.choose')}</Key>
                </FileTrigger>
                <p className={tried && files.length === 0 ? 'wrong' : 'quiet'}>
                  {files.length === 0 ? t('lists.noFile') : `${files.map(file => file.name).join(', ')} (${count(i18n.language, Math.max(1, Math.round(size / 1024)))} KB)`}
                </p>
              </div>
              {report && <Report report={report} />}
              {problem && <Trouble problem={problem} />}
              {busy && <Waiting word={t('lists.running')} />}
              <div className="row">
                <Key type="submit" look="main" isDisabled={busy}>{t('lists.run')}</Key>
                {report?.refused === 'wouldShrink' && <Key look="danger" isDisabled={busy} onPress={() => void run(true)}>{t('lists.acceptShrink')}</Key>}
                <Key onPress={onClose} isDisabled={busy} shortcut="Esc">{t('word.cancel')}</Key>
              </div>
            </Form>
          )}
          {report && !report.refused && <div className="row"><Key look="main" autoFocus onPress={onClose}>{t('word.close')}</Key></div>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
