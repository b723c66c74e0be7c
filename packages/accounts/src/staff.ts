export {
  createStaffAuth,
  type PasswordChange,
  SignInBrokenError,
  type StaffAuth,
  type StaffAuthParts,
} from "./staff/auth.ts";
export { BrokenPersonError, type PersonChange, type Staff } from "./staff/people.ts";
