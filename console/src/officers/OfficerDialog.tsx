import { useState } from 'react'
import { Dialog, Form, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { post } from '../api/client'
import type { Officer, Role } from '../api/types'
import { Entry } from '../parts/Entry'
import { Key } from '../parts/Key'
import { Trouble } from '../parts/Trouble'
import { RoleBoxes } from './RoleBoxes'

interface Props { officer: Officer | null; onClose: () => void; onDone: (password: string | null) => void }

/** A new officer, or another set of roles for one. */
export function OfficerDialog({ officer, onClose, onDone }: Props) {
  const { t } = useTranslation()
  const [name, setName] = useState(officer?.name ?? '')
  const [displayName, setDisplayName] = useState(officer?.displayName ?? '')
  const [roles, setRoles] = useState<Role[]>(officer?.roles ?? ['firstLine'])
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<Error | null>(null)
  const wrong = /^[a-z0-9][a-z0-9._-]{1,63}$/i.test(name) ? undefined : t('officers.wrongName')
  const save = async (event: React.FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (wrong || roles.length === 0) return
    try {
      const told = officer
        ? await post<Officer>(`/api/officers/${encodeURIComponent(officer.name)}/roles`, { roles })
        : await post<Officer>('/api/officers', { name, displayName: displayName || name, roles })
      onDone(told.password)
    } catch (error) {
      setProblem(error as Error)
    }
  }
  return (
    <ModalOverlay isOpen onOpenChange={open => { if (!open) onClose() }} className="overlay">
      <Modal className="modal">
        <Dialog>
          <Form onSubmit={event => void save(event)} validationBehavior="aria">
            <Heading slot="title">{officer ? t('officers.editOf', { name: officer.name }) : t('officers.add')}</Heading>
            {!officer && (
              <div className="grid">
                <Entry label={t('officers.name')} mono value={name} onChange={setName} autoFocus autoComplete="off" wrong={tried ? wrong : undefined} hint={t('officers.nameHint')} />
                <Entry label={t('officers.displayName')} value={displayName} onChange={setDisplayName} autoComplete="off" />
              </div>
            )}
            <RoleBoxes roles={roles} onChange={setRoles} wrong={tried && roles.length === 0} />
            {problem && <Trouble problem={problem} />}
            <div className="row">
              <Key type="submit" look="main" shortcut="Enter">{t('word.save')}</Key>
              <Key onPress={onClose} shortcut="Esc">{t('word.cancel')}</Key>
            </div>
          </Form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
