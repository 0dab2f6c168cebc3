import { useState } from 'react'
import { Dialog, Form, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { post } from '../api/client'
import type { ApiKey, Role } from '../api/types'
import { Entry } from '../parts/Entry'
import { Key } from '../parts/Key'
import { Trouble } from '../parts/Trouble'
import { RoleBoxes } from './RoleBoxes'

const machineRoles: Role[] = ['firstLine', 'secondLine', 'listOwner', 'auditor']

/** A new key for a machine. */
export function KeyDialog({ onClose, onDone }: { onClose: () => void; onDone: (secret: string) => void }) {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [roles, setRoles] = useState<Role[]>(['firstLine'])
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<Error | null>(null)
  const make = async (event: React.FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!name.trim() || roles.length === 0) return
    try {
      onDone((await post<ApiKey>('/api/keys', { name: name.trim(), roles })).key ?? '')
    } catch (error) {
      setProblem(error as Error)
    }
  }
  return (
    <ModalOverlay isOpen onOpenChange={open => { if (!open) onClose() }} className="overlay">
      <Modal className="modal">
        <Dialog>
          <Form onSubmit={event => void make(event)} validationBehavior="aria">
            <Heading slot="title">{t('keys.add')}</Heading>
            <Entry label={t('keys.name')} value={name} onChange={setName} autoFocus autoComplete="off" hint={t('keys.nameHint')} wrong={tried && !name.trim() ? t('keys.noName') : undefined} />
            <RoleBoxes of={machineRoles} roles={roles} onChange={setRoles} wrong={tried && roles.length === 0} />
            {problem && <Trouble problem={problem} />}
            <div className="row">
              <Key type="submit" look="main" shortcut="Enter">{t('keys.make')}</Key>
              <Key onPress={onClose} shortcut="Esc">{t('word.cancel')}</Key>
            </div>
          </Form>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
