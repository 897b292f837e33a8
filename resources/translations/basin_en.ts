<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB">
<context>
    <name>basin::DistanceChart</name>
    <message numerus="yes">
        <source>F has %n lowest minima: distance to the nearest</source>
        <translation>
            <numerusform>F has %n lowest minimum: distance to it</numerusform>
            <numerusform>F has %n lowest minima: distance to the nearest</numerusform>
        </translation>
    </message>
</context>
</TS>
