import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import type { ReactNode } from "react";
import { resolveVariables, theme } from "./theme.ts";

/** Our look for everything inside. Follows the device's light or dark scheme until the visitor chooses one. */
export function FlywheelTheme({ children }: { readonly children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto">
      <Notifications position="top-center" autoClose={5000} limit={3} />
      {children}
    </MantineProvider>
  );
}
