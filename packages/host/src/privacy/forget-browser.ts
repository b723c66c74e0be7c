import { useForgetRecorded } from "../recording.tsx";

/** Leaves nothing of the visitor in this browser, and starts over as somebody new. */
export function useForgetBrowser(): () => Promise<void> {
  const forgetRecorded = useForgetRecorded();
  return async () => {
    await forgetRecorded();
    localStorage.clear();
    sessionStorage.clear();
    location.assign("/");
  };
}
