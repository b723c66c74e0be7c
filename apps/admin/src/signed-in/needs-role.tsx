import { EmptyState } from "@flywheel/ui";
import type { StaffRole } from "@flywheel/vocabulary";
import { IconLock } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { usePerson } from "./person.ts";
import { mayActAs, roles } from "./roles.ts";

/** Says who may, instead of showing a form that would be refused. */
export function NeedsRole({ least, children }: { readonly least: StaffRole; readonly children: ReactNode }) {
  const person = usePerson();
  if (mayActAs(person.role, least)) return children;
  return (
    <EmptyState
      icon={<IconLock size={28} stroke={1.5} />}
      title={`This needs the role ${roles[least].title.toLowerCase()}`}
    >
      You are {roles[person.role].title.toLowerCase()}. An owner can change that under People.
    </EmptyState>
  );
}
