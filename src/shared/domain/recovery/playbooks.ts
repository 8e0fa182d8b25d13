import type { Playbook } from './playbook.ts'
import { auth } from './playbooks/auth.ts'
import { budget } from './playbooks/budget.ts'
import { changedFiles } from './playbooks/changed-files.ts'
import { contextOverflow } from './playbooks/context-overflow.ts'
import { crash } from './playbooks/crash.ts'
import { error } from './playbooks/error.ts'
import { gateFailed } from './playbooks/gate-failed.ts'
import { landingConflict } from './playbooks/landing-conflict.ts'
import { loop } from './playbooks/loop.ts'
import { nothingChanged } from './playbooks/nothing-changed.ts'
import { overloaded } from './playbooks/overloaded.ts'
import { rateLimit } from './playbooks/rate-limit.ts'
import { refusal } from './playbooks/refusal.ts'
import { setup } from './playbooks/setup.ts'
import { toolHang } from './playbooks/tool-hang.ts'
import { waitingForPerson } from './playbooks/waiting-for-person.ts'
import type { TroubleClass } from './state.ts'

/** What is done about each class of trouble. Every one ends with asking a person after a bounded number of steps. */
export const playbooks: { readonly [Class in TroubleClass]: Playbook } = {
  auth,
  budget,
  'changed-files': changedFiles,
  'context-overflow': contextOverflow,
  crash,
  error,
  'gate-failed': gateFailed,
  'landing-conflict': landingConflict,
  loop,
  'nothing-changed': nothingChanged,
  overloaded,
  'rate-limit': rateLimit,
  refusal,
  // A test that fails is a gate that fails, whoever wrote it.
  refuted: gateFailed,
  setup,
  'tool-hang': toolHang,
  'waiting-for-person': waitingForPerson,
}
