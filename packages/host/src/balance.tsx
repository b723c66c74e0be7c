import { formatCount, formatCredits } from "@flywheel/ui";
import { Button, Group, Popover, Stack, Text, VisuallyHidden } from "@mantine/core";
import { IconCoin } from "@tabler/icons-react";
import { useState } from "react";
import { useBootstrap } from "./bootstrap.ts";
import { useCheckout } from "./checkout/checkout-context.ts";
import { creditLines } from "./credit-lines.ts";
import { useMe } from "./use-me.ts";

/** What the visitor may spend, and where it came from. */
export function Balance() {
  const bootstrap = useBootstrap();
  const { data: me } = useMe();
  const checkout = useCheckout();
  const [opened, setOpened] = useState(false);
  const spendable = me?.spendableCredits ?? bootstrap.spendableCredits;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={280} shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="compact-md"
          radius="xl"
          px="sm"
          leftSection={<IconCoin size={17} stroke={1.7} />}
          onClick={() => setOpened(!opened)}
        >
          {formatCount(spendable)}
          <Text component="span" inherit visibleFrom="sm" ml={4}>
            credits
          </Text>
          <VisuallyHidden>, show where they come from</VisuallyHidden>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Your credits">
        <Stack gap="sm">
          <Text fw={600}>{formatCredits(spendable)} to spend</Text>
          {me ? (
            <Stack gap={4} component="dl" m={0}>
              {creditLines(me).map(({ label, credits, note }) => (
                <Group key={label} justify="space-between" gap={0}>
                  <Text component="dt" size="sm" c="dimmed">
                    {label}
                  </Text>
                  <Text component="dd" size="sm" m={0} style={{ fontVariantNumeric: "tabular-nums" }}>
                    {formatCount(credits)}
                  </Text>
                  {note ? (
                    <Text component="dd" m={0} size="xs" c="dimmed" w="100%">
                      {note}
                    </Text>
                  ) : null}
                </Group>
              ))}
            </Stack>
          ) : null}
          <Button
            fullWidth
            onClick={() => {
              setOpened(false);
              checkout.open("chosen");
            }}
          >
            Buy credits
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
