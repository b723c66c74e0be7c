import { Center, Input, SegmentedControl } from "@mantine/core";
import { IconRectangle, IconRectangleVertical, IconSquare } from "@tabler/icons-react";
import { useId } from "react";
import { type Shape, shapes } from "./ask.ts";

const looks = {
  square: { label: "Square", Icon: IconSquare },
  portrait: { label: "Portrait", Icon: IconRectangleVertical },
  landscape: { label: "Landscape", Icon: IconRectangle },
} as const satisfies Record<Shape, { label: string; Icon: typeof IconSquare }>;

export function ShapePicker({ value, onPick }: { readonly value: Shape; readonly onPick: (shape: Shape) => void }) {
  const labelId = useId();
  return (
    <div>
      <Input.Label id={labelId} labelElement="div">
        Shape
      </Input.Label>
      <SegmentedControl
        fullWidth
        aria-labelledby={labelId}
        value={value}
        onChange={onPick}
        data={shapes.map((shape) => {
          const { label, Icon } = looks[shape];
          return {
            value: shape,
            label: (
              <Center style={{ gap: 6 }}>
                <Icon size={16} stroke={1.7} aria-hidden />
                {label}
              </Center>
            ),
          };
        })}
      />
    </div>
  );
}
